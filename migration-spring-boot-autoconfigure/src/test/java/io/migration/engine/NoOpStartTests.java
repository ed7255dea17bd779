// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what reaches the server, read from its log.
 */
class NoOpStartTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private HikariDataSource pool;

	@BeforeEach
	void prepare() throws SQLException {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)")
			.script("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM t");
		this.project.engine().migrate();
		this.project.database().logStatements();
		this.pool = this.project.database().pool(1);
		try (Connection connection = this.pool.getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	@Test
	void startWithNothingToDoSendsOneStatement() {
		List<String> sent = sentBy(this.project.engine(this.pool)::migrate);
		assertThat(sent).singleElement()
			.asString()
			.startsWith("SELECT t.current_schema")
			.contains("\"migration_history\"")
			.doesNotContain("pg_try_advisory_lock");
	}

	@Test
	void secondStartOfOneEngineSendsOneStatementToo() {
		var engine = this.project.engine(this.pool);
		engine.migrate();
		assertThat(sentBy(engine::migrate)).hasSize(1);
	}

	@Test
	void startWithNothingToDoDoesNotLoadTheMetadataOfTheDriver() throws SQLException {
		List<String> calls = new ArrayList<>();
		DataSource watched = new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
						new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
							calls.add(method.getName());
							return method.invoke(connection, arguments);
						});
			}

		};
		assertThat(this.project.engine(watched).migrate().steps()).isEmpty();
		assertThat(calls).contains("createStatement", "close").doesNotContain("getMetaData");
	}

	@Test
	void validationSendsOneStatement() {
		assertThat(sentBy(this.project.engine(this.pool)::validate)).hasSize(1);
	}

	@Test
	void migrationOfOneStatementCostsFourMoreAndNothingElse() {
		List<String> expected = new ArrayList<>();
		for (int version = 2; version <= 9; version++) {
			this.project.script("V" + version + "__add.sql", "ALTER TABLE t ADD c" + version + " int");
			expected
				.addAll(List.of("BEGIN", "settings", "ALTER TABLE t ADD c" + version + " int", "history", "COMMIT"));
		}
		List<String> sent = sentBy(this.project.engine(this.pool)::migrate).stream().map(NoOpStartTests::kind).toList();
		int first = sent.indexOf("BEGIN");
		int last = sent.lastIndexOf("COMMIT");
		assertThat(sent.subList(first, last + 1)).isEqualTo(expected);
		assertThat(sent.subList(0, first)).containsExactly("read history", "inspect", "lock", "leases", "capture",
				"prepare", "read history");
		assertThat(sent.subList(last + 1, sent.size())).containsExactly("reset", "reset", "reset", "restore", "unlock");
	}

	private List<String> sentBy(Runnable work) {
		int before = this.project.database().statements().size();
		work.run();
		List<String> after = this.project.database().statements();
		return after.subList(before, after.size());
	}

	private static String kind(String statement) {
		if (statement.startsWith("SELECT t.current_schema")) {
			return "read history";
		}
		if (statement.startsWith("WITH target AS")) {
			return "inspect";
		}
		if (statement.contains("pg_try_advisory_lock")) {
			return "lock";
		}
		if (statement.startsWith("SELECT to_regclass")) {
			return "leases";
		}
		if (statement.contains("pg_advisory_unlock")) {
			return "unlock";
		}
		if (statement.startsWith("SELECT s.name, s.setting")) {
			return "capture";
		}
		if (statement.startsWith("SELECT set_config(s.name")) {
			return "prepare";
		}
		if (statement.startsWith("SELECT set_config('lock_timeout'")) {
			return "settings";
		}
		if (statement.stripLeading().startsWith("SET ")) {
			return "reset";
		}
		if (statement.startsWith("SELECT pg_catalog.set_config(s.name")) {
			return "restore";
		}
		return statement.startsWith("INSERT INTO \"public\".\"migration_history\"") ? "history" : statement;
	}

}
