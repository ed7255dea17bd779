// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The traffic of an application: transactions that read a row, change a row of the table
 * that is backfilled, and write down that they did. With a rate it is an open loop:
 * transactions are due at random times that nothing delays, and what they take is counted
 * from then, so that a stall is felt by all that were due meanwhile.
 */
final class Traffic {

	private static final long SEED = 20261121;

	private final DurableServer server;

	private final String database;

	private final long rows;

	private final int clients;

	Traffic(DurableServer server, String database, long rows, int clients) {
		this.server = server;
		this.database = database;
		this.rows = rows;
		this.clients = clients;
	}

	/**
	 * Send as many transactions as will go.
	 * @return transactions per second
	 */
	double capacity(int seconds) throws InterruptedException, ExecutionException {
		long begin = System.nanoTime();
		long end = begin + seconds * 1_000_000_000L;
		AtomicInteger count = new AtomicInteger();
		run((client) -> {
			try (Client session = new Client(client)) {
				while (System.nanoTime() < end) {
					session.transact();
					count.incrementAndGet();
				}
			}
			return new long[0];
		});
		return count.get() * 1e9 / (System.nanoTime() - begin);
	}

	/**
	 * Send transactions at a rate.
	 * @return how long each took in nanoseconds, sorted
	 */
	long[] latencies(double perSecond, int seconds) throws InterruptedException, ExecutionException {
		long[] due = schedule(perSecond, seconds);
		AtomicInteger next = new AtomicInteger();
		long begin = System.nanoTime() + 100_000_000;
		return run((client) -> {
			long[] taken = new long[due.length];
			int count = 0;
			try (Client session = new Client(client)) {
				for (int i = next.getAndIncrement(); i < due.length; i = next.getAndIncrement()) {
					await(begin + due[i]);
					session.transact();
					taken[count++] = System.nanoTime() - begin - due[i];
				}
			}
			return Arrays.copyOf(taken, count);
		});
	}

	private static long[] schedule(double perSecond, int seconds) {
		Random random = new Random(SEED);
		List<Long> due = new ArrayList<>();
		double at = 0;
		while (at < seconds) {
			due.add((long) (at * 1e9));
			at -= Math.log(1 - random.nextDouble()) / perSecond;
		}
		return due.stream().mapToLong(Long::longValue).toArray();
	}

	private static void await(long time) {
		for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private long[] run(ClientWork work) throws InterruptedException, ExecutionException {
		ExecutorService threads = Executors.newFixedThreadPool(this.clients);
		try {
			List<Callable<long[]>> tasks = new ArrayList<>();
			for (int i = 0; i < this.clients; i++) {
				int client = i;
				tasks.add(() -> work.run(client));
			}
			List<long[]> results = new ArrayList<>();
			for (Future<long[]> future : threads.invokeAll(tasks)) {
				results.add(future.get());
			}
			return results.stream().flatMapToLong(Arrays::stream).sorted().toArray();
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * What one client does.
	 */
	private interface ClientWork {

		long[] run(int client) throws SQLException;

	}

	private final class Client implements AutoCloseable {

		private final Random random;

		private final Connection connection;

		private final PreparedStatement read;

		private final PreparedStatement change;

		private final PreparedStatement note;

		Client(int number) throws SQLException {
			this.random = new Random(SEED + number);
			this.connection = Traffic.this.server.connect(Traffic.this.database);
			this.connection.setAutoCommit(false);
			this.read = this.connection.prepareStatement("SELECT * FROM people WHERE id = ?");
			this.change = this.connection.prepareStatement("UPDATE people SET visits = visits + 1 WHERE id = ?");
			this.note = this.connection.prepareStatement("INSERT INTO visits (person, at) VALUES (?, now())");
		}

		void transact() throws SQLException {
			long person = 1 + Math.floorMod(this.random.nextLong(), Traffic.this.rows);
			this.read.setLong(1, 1 + Math.floorMod(this.random.nextLong(), Traffic.this.rows));
			this.read.executeQuery().close();
			this.change.setLong(1, person);
			this.change.executeUpdate();
			this.note.setLong(1, person);
			this.note.executeUpdate();
			this.connection.commit();
		}

		@Override
		public void close() throws SQLException {
			this.connection.close();
		}

	}

}
