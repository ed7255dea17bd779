// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.migration.BackfillStatus;
import io.migration.database.KeyWalk;
import io.migration.database.SecretMask;
import io.migration.sql.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how many rows a table is thought to have before a backfill walks through it.
 */
class BackfillEstimateTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@Test
	void smallTableThatWasNeverAnalyzedIsCounted() {
		table(3000);
		assertThat(estimate()).isEqualTo(3000);
		assertThat(samples()).singleElement().asString().endsWith("TABLESAMPLE SYSTEM (100)");
	}

	@Test
	void largeTableThatWasNeverAnalyzedIsSampled() {
		table(300_000);
		assertThat(estimate()).isBetween(200_000L, 400_000L);
		assertThat(samples()).singleElement().asString().doesNotContain("(100)");
	}

	@Test
	void partitionsAreSampledTogether() {
		this.project.database().execute("""
				CREATE TABLE item (id int PRIMARY KEY, a int) PARTITION BY RANGE (id);
				CREATE TABLE low PARTITION OF item FOR VALUES FROM (0) TO (1000) WITH (autovacuum_enabled = false);
				CREATE TABLE high PARTITION OF item FOR VALUES FROM (1000) TO (9000) WITH (autovacuum_enabled = false);
				INSERT INTO item SELECT i FROM generate_series(1, 3000) i; ANALYZE low""");
		assertThat(estimate()).isEqualTo(3000);
	}

	@Test
	void tableThatWasAnalyzedIsNotRead() {
		table(3000);
		this.project.database().execute("ANALYZE item");
		assertThat(estimate()).isEqualTo(3000);
		assertThat(samples()).isEmpty();
	}

	@Test
	void emptyTableHasNoEstimate() {
		table(0);
		assertThat(estimate()).isNull();
		assertThat(samples()).isEmpty();
	}

	@Test
	void sampleThatFailsLeavesTheTransactionAsItWas() throws SQLException {
		table(3000);
		try (Connection connection = this.project.database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			KeyWalk walk = Databases.of(connection, SecretMask.NONE).keyWalk();
			connection.setAutoCommit(false);
			statement.execute("SET LOCAL ROLE pg_signal_backend");
			assertThat(walk.estimatedRows(connection, new QualifiedName(null, "item"))).isNull();
			statement.execute("SELECT 1");
		}
	}

	private void table(int rows) {
		this.project.database()
			.execute("CREATE TABLE item (id int PRIMARY KEY, a int) WITH (autovacuum_enabled = false); "
					+ "INSERT INTO item SELECT i FROM generate_series(1, " + rows + ") i");
	}

	private Long estimate() {
		this.project.options((builder) -> builder.plan(TestProject.baselineAt("0"))).script("V1__fill.sql", """
				-- migrate:up
				SELECT 1;
				-- migrate:backfill table=item batch=100000
				UPDATE item SET a = 1 WHERE a IS NULL AND id < 5 AND :batch;
				""").engine().migrate();
		this.project.database().logStatements();
		assertThat(this.project.engine().backfill()).isFalse();
		List<BackfillStatus> backfills = this.project.engine().status(1).backfills();
		return backfills.get(0).estimatedRows();
	}

	private List<String> samples() {
		return this.project.database().statements().stream().filter((sql) -> sql.contains("TABLESAMPLE")).toList();
	}

}
