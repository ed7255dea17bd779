// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.time.Duration;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Opens pools whose connections are there before the clock starts.
 */
final class Pools {

	private static final int SIZE = 3;

	private Pools() {
	}

	static HikariDataSource open(String url) throws InterruptedException {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername("postgres");
		config.setMaximumPoolSize(SIZE);
		HikariDataSource pool = new HikariDataSource(config);
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (pool.getHikariPoolMXBean().getIdleConnections() < SIZE && System.nanoTime() < end) {
			Thread.sleep(5);
		}
		return pool;
	}

}
