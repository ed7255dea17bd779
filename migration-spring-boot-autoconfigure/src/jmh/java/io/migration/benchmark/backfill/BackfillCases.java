// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * The cases. What is compared takes turns within a round.
 */
final class BackfillCases {

	private static final int CLIENTS = 8;

	private static final int BATCH = 20_000;

	private static final int WARM_UP_SECONDS = 15;

	private final Population population;

	private final BackfillSettings settings;

	private final Instances instances;

	BackfillCases(Population population, BackfillSettings settings, Instances instances) {
		this.population = population;
		this.settings = settings;
		this.instances = instances;
	}

	void throughput() throws SQLException, IOException, InterruptedException {
		plain("plain UPDATE", Population.CHANGE);
		plain("procedure", "CALL backfill(" + BATCH + ")");
		for (int instances : this.settings.instances()) {
			backfill(instances);
		}
	}

	private void plain(String name, String sql) throws SQLException {
		String database = this.population.database();
		try (Connection connection = this.population.server().connect(database);
				Statement statement = connection.createStatement()) {
			long begin = System.nanoTime();
			statement.execute(sql);
			report(name, System.nanoTime() - begin);
		}
		this.population.requireDone(database);
		this.population.server().drop(database);
	}

	private void backfill(int instances) throws SQLException, IOException, InterruptedException {
		String database = this.population.database();
		List<WorkerProcess> workers = this.instances.start(url(database), instances, false);
		try {
			long begin = System.nanoTime();
			for (WorkerProcess worker : workers) {
				worker.go();
			}
			awaitEndOfFirstPass(database);
			report("backfill, " + instances + " instance(s), first pass", System.nanoTime() - begin);
			for (WorkerProcess worker : workers) {
				worker.awaitDone();
			}
			report("backfill, " + instances + " instance(s), complete", System.nanoTime() - begin);
		}
		finally {
			workers.forEach(WorkerProcess::close);
		}
		this.population.requireDone(database);
		this.population.server().drop(database);
	}

	private String url(String database) {
		return this.population.server().url(database);
	}

	private void awaitEndOfFirstPass(String database) throws SQLException, InterruptedException {
		// The table is made when it is needed first
		String exists = "SELECT count(to_regclass('migration_backfill'))";
		String query = "SELECT count(*) FROM migration_backfill WHERE pass > 1 OR state = 'SUCCEEDED'";
		while (this.population.server().number(database, exists) == 0
				|| this.population.server().number(database, query) == 0) {
			Thread.sleep(50);
		}
	}

	private void report(String name, long nanoseconds) {
		double seconds = nanoseconds / 1e9;
		System.out.printf(Locale.ROOT, "%-45s %8.1f s %10.0f rows/s%n", name, seconds,
				this.population.rows() / seconds);
	}

	void load() throws SQLException, IOException, InterruptedException, ExecutionException {
		String database = this.population.database();
		Traffic traffic = new Traffic(this.population.server(), database, this.population.rows(), CLIENTS);
		traffic.capacity(this.settings.seconds() / 4);
		double rate = traffic.capacity(this.settings.seconds() / 2) / 2;
		System.out.printf(Locale.ROOT, "load: %.0f transactions per second%n", rate);
		traffic.latencies(rate, WARM_UP_SECONDS);
		report("without", traffic.latencies(rate, this.settings.seconds()));
		List<WorkerProcess> workers = this.instances.start(url(database), 1, true);
		try {
			workers.get(0).go();
			traffic.latencies(rate, WARM_UP_SECONDS);
			long before = walked(database);
			report("with", traffic.latencies(rate, this.settings.seconds()));
			long walked = walked(database) - before;
			System.out.printf(Locale.ROOT, "%d rows were walked over meanwhile, %.0f per second; longest batch %.0f ms%n",
					walked, walked / (double) this.settings.seconds(), longestBatch(database, traffic, rate));
		}
		finally {
			workers.forEach(WorkerProcess::close);
		}
		report("without, again", traffic.latencies(rate, this.settings.seconds()));
		this.population.server().drop(database);
	}

	// Looking costs as much as the backfill does, so that it has a time of its own
	private double longestBatch(String database, Traffic traffic, double rate)
			throws SQLException, InterruptedException, ExecutionException {
		try (LockWatch watch = new LockWatch(this.population.server(), database)) {
			traffic.latencies(rate, WARM_UP_SECONDS);
			return watch.longestMillis();
		}
	}

	// Those of ranges that are done are counted with the next range that is handed out
	private long walked(String database) throws SQLException {
		return this.population.server()
			.number(database, "SELECT coalesce(sum(walked), 0) FROM migration_backfill");
	}

	private static void report(String name, long[] sorted) {
		System.out.printf(Locale.ROOT,
				"%-16s p50 %7.2f ms  p95 %7.2f ms  p99 %7.2f ms  max %8.2f ms  %d transactions%n",
				name, at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1), sorted.length);
	}

	private static double at(long[] sorted, double share) {
		return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e6;
	}

}
