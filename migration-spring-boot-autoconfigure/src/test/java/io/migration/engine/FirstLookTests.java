// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.migration.MigrationRun;
import io.migration.TargetUnusableException;
import io.migration.database.SecretMask;
import io.migration.history.HistoryLook;
import io.migration.history.HistoryReader;
import io.migration.history.HistoryRow;
import io.migration.script.MigrationCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the question that nearly every start asks: are exactly these scripts applied,
 * and is nothing else to be said? A wrong no costs time, a wrong yes would lose a
 * migration.
 */
class FirstLookTests {

	private static final List<String> ALL = List.of("1", "2", "2", "2", "3.1", "3.10", "4", "20261121093000123456",
			"R__a", "R__b view");

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void prepare() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)")
			.script("V2__two.sql", """
					-- migrate:up
					ALTER TABLE one ADD two int;
					-- migrate:backfill table=one key=id
					UPDATE one SET two = 2 WHERE two <> 2 AND :batch;
					-- migrate:contract
					ALTER TABLE one ALTER two SET NOT NULL;
					""")
			.script("V3_1__dots.sql", "CREATE TABLE dots (id int)")
			.script("V3.10__more_dots.sql", "CREATE TABLE more_dots (id int)")
			.script("V20261121093000123456__long.sql", "CREATE TABLE long_version (id int)")
			.script("R__a.sql", "CREATE OR REPLACE VIEW a AS SELECT id FROM one")
			.script("R__b_view.sql", "CREATE OR REPLACE VIEW b AS SELECT id FROM one");
		execute("CREATE TABLE audit (entry text)");
		this.project.code(new V4__Audit()).options((options) -> options.plan(TestProject.baselineAt("0")));
		this.project.engine().migrate();
		execute("DELETE FROM migration_history WHERE kind = 'BASELINE'");
	}

	@Test
	void everythingAppliedIsSeenWithoutReadingARow() {
		HistoryLook look = look();
		assertThat(look.different()).isNull();
		assertThat(look.place().schema()).isEqualTo("public");
		assertThat(look.held()).isEqualTo("2 BACKFILL, 2 CONTRACT");
	}

	@Test
	void runReportsTheSameWhetherRowsWereReadOrNot() {
		MigrationRun summary = this.project.engine().migrate();
		execute("UPDATE migration_history SET crc32 = 1 WHERE version = '1'");
		MigrationRun full = this.project.engine().migrate();
		assertThat(summary).usingRecursiveComparison().ignoringFields("startedAt", "duration").isEqualTo(full);
		assertThat(summary.appliedCount()).isEqualTo(8);
	}

	@ParameterizedTest
	@ValueSource(strings = { //
			"UPDATE migration_history SET state = 'SUCCEEDED' WHERE state = 'HELD'",
			"INSERT INTO migration_history (version, description, kind, step, ordinal, name, state, script, "
					+ "statements, statements_done, attempts, format) "
					+ "VALUES ('1', 'note', 'AUDIT', 'UP', 1, 'repair', 'SUCCEEDED', '-', 0, 0, 1, 1)",
			"UPDATE migration_history SET description = 'other' WHERE version = '1'",
			"UPDATE migration_history SET script = 'moved/V1__one.sql' WHERE version = '1'" })
	void whatNeverMattersToAStartIsNoDifference(String change) {
		execute(change);
		assertThat(look().different()).isNull();
		assertThat(this.project.engine().migrate().steps()).isEmpty();
	}

	@Test
	void olderRowOfARepeatableScriptIsNoDifference() {
		this.project.script("R__a.sql", "CREATE OR REPLACE VIEW a AS SELECT id, two FROM one");
		assertThat(migrations(look())).isEqualTo(ALL);
		this.project.engine().migrate();
		assertThat(look().different()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { //
			"UPDATE migration_history SET state = 'RUNNING' WHERE version = '1'",
			"UPDATE migration_history SET state = 'FAILED' WHERE version = '1'",
			"UPDATE migration_history SET state = 'IN_DOUBT' WHERE version = '1'",
			"UPDATE migration_history SET state = 'FAILED' WHERE step = 'CONTRACT'",
			"UPDATE migration_history SET state = 'RUNNING' WHERE step = 'BACKFILL'",
			"UPDATE migration_history SET state = 'HELD' WHERE version = '1'",
			"UPDATE migration_history SET state = 'FAILED' WHERE description = 'a'",
			"UPDATE migration_history SET step = 'DOWN' WHERE version = '1'",
			"UPDATE migration_history SET kind = 'BASELINE' WHERE version = '1'",
			"UPDATE migration_history SET kind = 'ADOPTED' WHERE version = '1'",
			"UPDATE migration_history SET version = '5' WHERE version = '1'",
			"UPDATE migration_history SET version = '3.2' WHERE version = '3.10'",
			"UPDATE migration_history SET description = 'c' WHERE description = 'a'",
			"UPDATE migration_history SET crc32 = crc32 + 1 WHERE version = '1'",
			"UPDATE migration_history SET size = size + 1 WHERE version = '1'",
			"UPDATE migration_history SET crc32 = crc32 + 1 WHERE description = 'a'",
			"UPDATE migration_history SET size = size + 1, crc32 = NULL WHERE description = 'a'",
			"UPDATE migration_history SET fingerprint = fingerprint || ':' WHERE description = 'a'",
			"UPDATE migration_history SET fingerprint = 'x' WHERE version = '4'",
			"UPDATE migration_history SET size = NULL, crc32 = NULL, fingerprint = NULL WHERE version = '1'",
			"UPDATE migration_history h SET size = o.size, crc32 = o.crc32 FROM migration_history o "
					+ "WHERE (h.version, o.version) IN (('1', '3.1'), ('3.1', '1'))",
			"DELETE FROM migration_history WHERE version = '3.1'", "DELETE FROM migration_history WHERE version = '4'",
			"DELETE FROM migration_history WHERE description = 'a'",
			"INSERT INTO migration_history (version, description, kind, step, ordinal, state, script, size, crc32, "
					+ "fingerprint, statements, statements_done, attempts, format) "
					+ "VALUES ('0', 'extra', 'VERSIONED', 'UP', 1, 'SUCCEEDED', '-', 0, 0, '', 0, 0, 1, 1)",
			"UPDATE migration_history SET statements = -1 WHERE version = '1'",
			"UPDATE migration_history SET attempts = -1 WHERE description = 'a'",
			"UPDATE migration_history SET kind = 'OTHER' WHERE version = '1'",
			"UPDATE migration_history SET version = 'x' WHERE version = '1'",
			"UPDATE migration_history SET version = '' WHERE version = '1'",
			"UPDATE migration_history SET version = '...' WHERE version = '1'",
			"UPDATE migration_history SET version = NULL WHERE version = '1'",
			"UPDATE migration_history SET crc32 = 9223372036854775807 WHERE version = '1'",
			"UPDATE migration_history SET size = 9223372036854775807 WHERE version = '1'",
			"UPDATE migration_history SET crc32 = -1, size = -1 WHERE version = '1'" })
	void whateverElseARowTellsIsADifference(String change) {
		execute(change);
		assertThat(differs()).isTrue();
	}

	@Test
	void anotherScriptIsADifferenceAndRuns() {
		this.project.script("V21261121093000123456__new.sql", "CREATE TABLE new_table (id int)");
		assertThat(migrations(look())).isEqualTo(ALL);
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(look().different()).isNull();
	}

	@Test
	void scriptWithAnotherContentIsADifference() {
		this.project.script("V1__one.sql", "CREATE TABLE one (no int)");
		assertThat(migrations(look())).isEqualTo(ALL);
	}

	@Test
	void removedScriptIsADifference() {
		this.project.remove("V3_1__dots.sql");
		assertThat(migrations(look())).isEqualTo(ALL);
	}

	@Test
	void repeatableScriptThatUsesPlaceholdersIsAlwaysReadInFull() {
		this.project.placeholders(Map.of("table", "one"))
			.script("R__a.sql", "CREATE OR REPLACE VIEW a AS SELECT id FROM ${table}");
		this.project.engine().migrate();
		assertThat(look().different()).isNotNull();
		assertThat(this.project.engine().migrate().steps()).isEmpty();
	}

	@Test
	void historyThatIsMissingIsADifference() {
		execute("DROP TABLE migration_history");
		HistoryLook look = look();
		assertThat(Objects.requireNonNull(look.different()).exists()).isFalse();
	}

	@Test
	void emptyHistoryIsADifference() {
		execute("DELETE FROM migration_history");
		assertThat(migrations(look())).isEmpty();
	}

	// A row that no release writes is refused by whoever reads it
	private boolean differs() {
		try {
			return look().different() != null;
		}
		catch (TargetUnusableException ex) {
			return true;
		}
	}

	private static List<String> migrations(HistoryLook look) {
		return Objects.requireNonNull(look.different()).rows().stream().map(HistoryRow::migration).toList();
	}

	private HistoryLook look() {
		KnownScripts known = KnownScripts
			.of(MigrationCatalog.read(this.project.scripts(), List.of(new V4__Audit()), getClass().getClassLoader()));
		try (Connection connection = this.project.database().dataSource().getConnection()) {
			return new HistoryReader(Databases.of(connection, SecretMask.NONE), null, "migration_history")
				.look(connection, Objects.requireNonNull(known.digest()));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void execute(String sql) {
		this.project.database().jdbc().sql(sql).update();
	}

}
