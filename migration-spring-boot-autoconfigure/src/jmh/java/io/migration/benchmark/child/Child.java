// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/**
 * Main class of a fresh JVM: opens pools, says that it is ready, waits to be told to go,
 * and prints how long the tool took, in milliseconds.
 * <p>
 * Arguments: how it is measured ({@code time} or {@code memory}), the name of the tool's
 * class, the address of the database, the folder of the scripts, how many schemas (none:
 * 0), how many instances at once.
 */
public final class Child {

	private Child() {
	}

	/**
	 * Measure one tool.
	 * @param args what to measure, see above
	 * @throws Exception if the tool fails
	 */
	public static void main(String[] args) throws Exception {
		List<HikariDataSource> pools = new ArrayList<>();
		int instances = Integer.parseInt(args[5]);
		for (int i = 0; i < instances; i++) {
			pools.add(Pools.open(args[2]));
		}
		Work work = new Work(args[1], Path.of(args[3]), Integer.parseInt(args[4]));
		Memory memory = (args[0].equals("memory")) ? new Memory() : null;
		System.out.println("@ready");
		System.in.read();
		long start = System.nanoTime();
		if (instances == 1) {
			work.run(pools.get(0));
		}
		else {
			runAll(work, pools);
		}
		report(System.nanoTime() - start, memory);
		Runtime.getRuntime().halt(0);
	}

	private static void runAll(Work work, List<HikariDataSource> pools) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(pools.size());
		CountDownLatch all = new CountDownLatch(pools.size());
		List<Future<?>> running = new ArrayList<>();
		for (HikariDataSource pool : pools) {
			running.add(threads.submit(() -> {
				all.countDown();
				all.await();
				work.run(pool);
				return null;
			}));
		}
		for (Future<?> future : running) {
			future.get();
		}
	}

	private static void report(long nanos, @Nullable Memory memory) {
		System.out.printf(Locale.ROOT, "@ms %.3f%n", nanos / 1e6);
		if (memory != null) {
			memory.report();
		}
		System.out.flush();
	}

	/**
	 * One migration of a tool, of one schema after the other where there are many.
	 */
	private record Work(String tool, Path scripts, int schemas) {

		void run(HikariDataSource pool) throws Exception {
			MigrationTool tool = (MigrationTool) Class.forName(this.tool).getDeclaredConstructor().newInstance();
			if (this.schemas == 0) {
				tool.migrate(pool, this.scripts, null);
			}
			for (int i = 1; i <= this.schemas; i++) {
				tool.migrate(pool, this.scripts, "s" + i);
			}
		}

	}

}
