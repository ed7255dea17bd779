// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A server that writes to the disk at each commit, as one in production does, and has the
 * memory of a small one.
 */
final class DurableServer implements AutoCloseable {

	private final EmbeddedPostgres postgres;

	private int databases;

	private DurableServer(EmbeddedPostgres postgres) {
		this.postgres = postgres;
	}

	static DurableServer start(Path log) throws IOException {
		return new DurableServer(EmbeddedPostgres.builder()
			.setPGStartupWait(Duration.ofSeconds(60))
			.setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.setServerConfig("fsync", "on")
			.setServerConfig("full_page_writes", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("max_connections", "100")
			.setServerConfig("shared_buffers", "2GB")
			.setServerConfig("max_wal_size", "8GB")
			.setServerConfig("checkpoint_timeout", "30min")
			.setServerConfig("autovacuum", "off")
			.start());
	}

	String copyOf(String template) throws SQLException {
		this.databases++;
		String name = "backfill_" + this.databases;
		execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + template);
		execute("postgres", "CHECKPOINT");
		return name;
	}

	void drop(String database) throws SQLException {
		execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
	}

	void execute(String database, String sql) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	long number(String database, String query) throws SQLException {
		try (Connection connection = connect(database);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getLong(1);
		}
	}

	Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(url(database), "postgres", "");
	}

	String url(String database) {
		return "jdbc:postgresql://localhost:" + this.postgres.getPort() + "/" + database;
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

}
