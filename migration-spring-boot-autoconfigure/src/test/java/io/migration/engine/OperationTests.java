// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.Map;

import io.migration.BaselineRequest;
import io.migration.ContractRequest;
import io.migration.HistoryOptions;
import io.migration.InvalidScriptsException;
import io.migration.MigrationPlan;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.RepairRequest;
import io.migration.StepPlan;
import io.migration.StepType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for planning, checking scripts, taking over and contracting.
 */
class OperationTests {

	private static final BaselineRequest AT_TWO = new BaselineRequest(MigrationVersion.of("2"), "legacy", "alice");

	@RegisterExtension
	private final TestProject project = new TestProject();

	@Test
	void planShowsTransactionsAndPlaceholdersReplacedAndChangesNothing() {
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE ${name} (id int);
				CREATE INDEX CONCURRENTLY i ON ${name} (id);
				ALTER TABLE ${name} ADD a int;
				UPDATE ${name} SET a = 1;
				-- migrate:contract
				ALTER TABLE ${name} DROP id;
				""").placeholders(Map.of("name", "shown"));
		MigrationPlan plan = this.project.engine().plan();
		StepPlan step = plan.steps().get(0);
		assertThat(step.segments()).extracting((segment) -> segment.transactional()).containsExactly(true, false, true);
		assertThat(step.segments().get(0).statements()).singleElement()
			.satisfies((statement) -> assertThat(statement.sql()).isEqualTo("CREATE TABLE shown (id int)"));
		assertThat(step.segments().get(1).notes())
			.containsExactly("waits for old transactions, without blocking others");
		assertThat(step.segments().get(2).notes()).containsExactly(
				"statement 3 blocks readers and writers of its tables until the statement behind it has run, too");
		assertThat(step.held()).containsExactly(StepType.CONTRACT);
		assertThat(plan.version()).isNull();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM pg_class WHERE relname LIKE 'migration%'"))
			.isZero();
	}

	@Test
	void planOfAStepThatStoppedHalfWayShowsWhatIsLeft() {
		this.project.script("V1__one.sql", """
				CREATE TABLE one (id int);
				CREATE INDEX CONCURRENTLY i ON one (id);
				SELECT nothing;
				""");
		try {
			this.project.engine().migrate();
		}
		catch (RuntimeException ex) {
			assertThat(ex).hasMessageContaining("nothing");
		}
		StepPlan step = this.project.engine().plan().steps().get(0);
		assertThat(step.statementsDone()).isEqualTo(2);
		assertThat(step.segments()).singleElement()
			.satisfies((segment) -> assertThat(segment.statements().get(0).number()).isEqualTo(3));
	}

	@Test
	void planWarnsOfASchemaThatWouldBeRefused() {
		this.project.database().execute("CREATE TABLE old (id int)");
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)");
		assertThat(this.project.engine().plan().warnings()).containsExactly(
				"The schema is not empty and has no history: migrating is refused until it is taken over.");
	}

	@Test
	void lintReportsEveryMistakeOfEveryScript() {
		this.project.script("V1__one.sql", "-- migrate:upp\nSELECT 1")
			.script("V2__two.sql", "SELECT 'open")
			.script("V3__three.sql", "SELECT 1");
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this.project.engine()::lint)
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(2));
		this.project.script("V1__one.sql", "SELECT 1").script("V2__two.sql", "SELECT 1");
		assertThat(this.project.engine().lint()).hasSize(3);
	}

	@Test
	void baselineTakesOverASchemaAndSkipsWhatItAlreadyHas() {
		this.project.database().execute("CREATE TABLE old (id int)");
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)")
			.script("V2__two.sql", "CREATE TABLE two (id int)")
			.script("V3__three.sql", "CREATE TABLE three (id int)");
		this.project.engine().baseline(AT_TWO);
		assertThat(this.project.history()).containsExactly("2 UP SUCCEEDED 0/0");
		assertThat(this.project.notes()).containsExactly("baseline: Taken over at version 2\nRequested by alice");
		this.project.engine().migrate();
		assertThat(this.project.tables()).containsExactly("old", "three");
	}

	@Test
	void baselineIsRefusedOnceSomethingIsApplied() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)").engine().migrate();
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().baseline(AT_TWO))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NOT_APPLICABLE));
	}

	private TestProject held() {
		return this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				-- migrate:contract
				ALTER TABLE one ALTER id SET NOT NULL;
				""").script("V2__two.sql", """
				-- migrate:up
				CREATE TABLE two (id int PRIMARY KEY, n int);
				-- migrate:backfill table=two
				UPDATE two SET n = 1 WHERE n <> 1 AND :batch;
				-- migrate:contract
				ALTER TABLE two ALTER n SET NOT NULL;
				""");
	}

	@Test
	void contractRunsWhereNothingStandsAgainstIt() {
		held().engine().migrate();
		this.project.engine().contract(new ContractRequest(null, "alice"));
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "1 CONTRACT SUCCEEDED 1/1",
				"2 UP SUCCEEDED 1/1", "2 BACKFILL HELD 0/1", "2 CONTRACT HELD 0/1");
		assertThat(this.project.notes()).containsExactly("contract 1: Contract approved\nRequested by alice");
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().contract(new ContractRequest(MigrationVersion.of("2"), null)))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.NOT_READY);
				assertThat(ex.description())
					.isEqualTo("The contract of migration 2 is held: its backfill is not complete.");
			});
	}

	@Test
	void contractWaitsForInstancesOfAnOlderRelease() {
		held().engine().migrate();
		this.project.database()
			.execute("INSERT INTO migration_instance VALUES ('old-1', NULL, '1', '0.9', NULL, now(), now()), "
					+ "('gone', NULL, '1', NULL, NULL, now(), now() - interval '2 minutes'), "
					+ "('other', 'other', '1', '0.1', NULL, now(), now())");
		ContractRequest first = new ContractRequest(MigrationVersion.of("1"), null);
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().contract(first))
			.satisfies((ex) -> assertThat(ex.description())
				.isEqualTo("The contract of migration 1 is held: instances of an older release are alive: old-1."));
		this.project.database().execute("UPDATE migration_instance SET newest_version = '1' WHERE instance = 'old-1'");
		assertThat(this.project.engine().contract(first).steps()).hasSize(1);
	}

	@Test
	void migrationThatSomebodyAskedForIsNotedWithTheCaller() {
		held().engine().migrateFor("alice");
		assertThat(this.project.notes()).containsExactly("migrate: Migration of 1, 2\nRequested by alice");
		this.project.engine().migrateFor("alice");
		assertThat(this.project.notes()).hasSize(1);
	}

	@Test
	void notesAreKeptWithoutStatementsWhereTextsAreNot() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)")
			.options((options) -> options.history(new HistoryOptions("migration_history", null, false)))
			.engine()
			.migrate();
		this.project.script("V1__one.sql", "CREATE TABLE one (id bigint)");
		this.project.engine().repair(new RepairRequest("1", "alice"));
		assertThat(this.project.notes()).containsExactly(
				"repair 1: Migration 1 (V1__one.sql) was changed after it was applied.\nRequested by alice");
	}

}
