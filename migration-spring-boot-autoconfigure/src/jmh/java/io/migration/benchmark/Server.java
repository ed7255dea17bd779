// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

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
 * The one server of a run, which all tools use.
 */
final class Server implements AutoCloseable {

	private static final String COUNT = "SELECT count(*) FROM pg_tables WHERE tablename ~ '^t_[0-9]+$'";

	private final EmbeddedPostgres postgres;

	private int databases;

	private Server(EmbeddedPostgres postgres) {
		this.postgres = postgres;
	}

	static Server start(Path log) throws IOException {
		return new Server(EmbeddedPostgres.builder()
			.setPGStartupWait(Duration.ofSeconds(60))
			.setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.setServerConfig("max_connections", "300")
			.start());
	}

	String createDatabase() throws SQLException {
		return createDatabase("template1");
	}

	String createDatabase(String template) throws SQLException {
		this.databases++;
		String name = "benchmark_" + this.databases;
		execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + template);
		execute("postgres", "CHECKPOINT");
		return name;
	}

	void drop(String database) throws SQLException {
		execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
	}

	void createSchemas(String database, int count) throws SQLException {
		execute(database,
				"DO $$ BEGIN FOR i IN 1.." + count + " LOOP EXECUTE 'CREATE SCHEMA s' || i; END LOOP; END $$");
	}

	/**
	 * A value measured with a tool that did nothing, or too little, would be worthless.
	 */
	void requireTables(String database, long expected) throws SQLException {
		try (Connection connection = connect(database);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(COUNT)) {
			row.next();
			if (row.getLong(1) != expected) {
				throw new IllegalStateException(database + " has " + row.getLong(1) + " tables instead of " + expected);
			}
		}
	}

	String version() throws SQLException {
		try (Connection connection = connect("postgres")) {
			return connection.getMetaData().getDatabaseProductVersion();
		}
	}

	String url(String database) {
		return "jdbc:postgresql://localhost:" + this.postgres.getPort() + "/" + database;
	}

	private void execute(String database, String sql) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(url(database), "postgres", "");
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

}
