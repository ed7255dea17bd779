// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresServer}.
 */
class PostgresServerTests {

	@Test
	void newDatabaseIsEmptyAndApart() {
		try (TestDatabase first = PostgresServer.newDatabase(); TestDatabase second = PostgresServer.newDatabase()) {
			first.execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
			assertThat(first.jdbc().sql("SELECT id FROM t").query(Integer.class).single()).isOne();
			assertThat(tables(second)).isEmpty();
		}
	}

	@Test
	void poolIsBoundedAndClosedWithTheDatabase() {
		HikariDataSource pool;
		try (TestDatabase database = PostgresServer.newDatabase()) {
			pool = database.pool(2);
			assertThat(JdbcClient.create(pool).sql("SELECT 1").query(Integer.class).single()).isOne();
			assertThat(pool.getMaximumPoolSize()).isEqualTo(2);
		}
		assertThat(pool.isClosed()).isTrue();
	}

	@Test
	void statementsListsWhatTheDatabaseWasSent() {
		try (TestDatabase database = PostgresServer.newDatabase().logStatements()) {
			database.execute("CREATE TABLE t (\n\tid int\n)");
			database.jdbc().sql("SELECT id FROM t WHERE id = ?").param(1).query(Integer.class).list();
			assertThat(database.statements())
				.filteredOn((statement) -> !statement.startsWith("SET ") && !statement.startsWith("SHOW "))
				.containsExactly("CREATE TABLE t (\n\tid int\n)", "SELECT id FROM t WHERE id = $1");
		}
	}

	@Test
	void startAppliesServerConfig() {
		try (PostgresServer server = PostgresServer.start(Map.of("log_statement", "all", "wal_level", "logical"));
				TestDatabase database = server.createDatabase()) {
			assertThat(database.jdbc().sql("SHOW wal_level").query(String.class).single()).isEqualTo("logical");
			assertThat(server.statements()).contains("CREATE DATABASE " + database.name(), "SHOW wal_level");
		}
	}

	private List<String> tables(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
			.query(String.class)
			.list();
	}

}
