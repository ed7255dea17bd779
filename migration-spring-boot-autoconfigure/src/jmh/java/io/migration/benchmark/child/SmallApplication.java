// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application that uses its database when it starts, with or without a starter for
 * migrations on its class path.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SmallApplication {

	/**
	 * Start, print how long that took, and end.
	 * @param args properties of the application
	 */
	public static void main(String[] args) {
		long start = System.nanoTime();
		SpringApplication.run(SmallApplication.class, args);
		System.out.printf(Locale.ROOT, "@ms %.3f%n", (System.nanoTime() - start) / 1e6);
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

	@Bean
	DatabaseUser databaseUser(DataSource dataSource) throws SQLException {
		return new DatabaseUser(dataSource);
	}

	/**
	 * Uses the database before the application is ready.
	 */
	static class DatabaseUser {

		DatabaseUser(DataSource dataSource) throws SQLException {
			try (Connection connection = dataSource.getConnection()) {
				connection.createStatement().execute("SELECT 1");
			}
		}

	}

}
