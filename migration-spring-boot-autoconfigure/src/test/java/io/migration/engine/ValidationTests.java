// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.InvalidScriptsException;
import io.migration.MigrationStatus;
import io.migration.OnAhead;
import io.migration.OutOfOrder;
import io.migration.PlanOptions;
import io.migration.ResolveRequest;
import io.migration.ResolveRequest.ResolveAs;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.TargetState;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for what happens when history and scripts differ.
 */
class ValidationTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@Test
	void changedScriptIsRefusedAndTheChangedStatementShown() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int);\nINSERT INTO t VALUES (1);");
		this.project.engine().migrate();
		this.project.script("V1__t.sql", "CREATE TABLE t (id int);\nINSERT INTO t VALUES (2);");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.problems()).extracting((problem) -> problem.reason()).containsExactly(Reason.CHANGED);
				assertThat(ex.description()).isEqualTo("""
						Migration 1 (V1__t.sql) was changed after it was applied.
						Statement 2 (line 2):
						  applied: INSERT INTO t VALUES (1)
						  now:     INSERT INTO t VALUES (2)""");
				assertThat(ex.action()).isEqualTo("""
						Put V1__t.sql back as it was and write the change as a new migration.
						To accept the difference instead, without a change of the schema: java -jar app.jar \
						--migration.command=repair --migration.version=1""");
			});
	}

	@Test
	void anotherScriptOfTheSameVersionIsNamedAndNotCalledAChange() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		this.project.engine().migrate();
		this.project.remove("V1__t.sql");
		this.project.script("V1__u.sql", "CREATE TABLE u (id int)");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.problems()).extracting((problem) -> problem.reason()).containsExactly(Reason.CHANGED);
				assertThat(ex.description()).isEqualTo("""
						Migration 1 (V1__u.sql) is not what was applied: that was V1__t.sql.
						Statement 1 (line 1):
						  applied: CREATE TABLE t (id int)
						  now:     CREATE TABLE u (id int)""");
				assertThat(ex.action()).startsWith(
						"If two branches took the version 1: keep V1__t.sql and give V1__u.sql a newer version.");
			});
	}

	@Test
	void otherLayoutIsNoChangeAndRememberedAtTheNextRun() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int);");
		this.project.engine().migrate();
		Long before = size("1");
		this.project.script("V1__t.sql", "-- the users\ncreate table t (\r\n  id INT\r\n)\r\n");
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		assertThatNoException().isThrownBy(this.project.engine()::validate);
		assertThat(size("1")).isEqualTo(before);
		this.project.script("V2__u.sql", "CREATE TABLE u (id int)");
		this.project.engine().migrate();
		assertThat(size("1")).isNotEqualTo(before);
	}

	private Long size(String version) {
		return this.project.database()
			.jdbc()
			.sql("SELECT size FROM migration_history WHERE version = ?")
			.param(version)
			.query(Long.class)
			.single();
	}

	@Test
	void missingScriptIsRefused() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)").script("V2__b.sql", "CREATE TABLE b (id int)");
		this.project.engine().migrate();
		this.project.remove("V1__a.sql");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description())
				.isEqualTo("Migration 1 (V1__a.sql) is applied, but this application does not contain it, although it "
						+ "contains newer ones up to 2."));
	}

	@Test
	void lateVersionIsRefusedUnlessAllowed() {
		this.project.script("V2__b.sql", "CREATE TABLE b (id int)");
		this.project.engine().migrate();
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description())
				.isEqualTo("Migration 1 (V1__a.sql) has not run, but the newer version 2 is applied already."));
		this.project.options((builder) -> builder.plan(plan(OutOfOrder.ALLOW, OnAhead.WARN)));
		this.project.engine().migrate();
		assertThat(this.project.tables()).containsExactly("a", "b");
	}

	private static PlanOptions plan(OutOfOrder outOfOrder, OnAhead onAhead) {
		PlanOptions defaults = PlanOptions.DEFAULTS;
		return new PlanOptions(outOfOrder, onAhead, false, defaults.baselineVersion(), "baseline", false);
	}

	@Test
	void databaseAheadIsLeftAlone() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)").script("V2__b.sql", "CREATE TABLE b (id int)");
		this.project.engine().migrate();
		this.project.remove("V2__b.sql").script("R__v.sql", "CREATE VIEW v AS SELECT 1");
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		MigrationStatus status = this.project.engine().status(10);
		assertThat(status.state()).isEqualTo(TargetState.AHEAD);
		assertThat(status.warnings()).containsExactly(
				"The database is ahead of this application, whose newest " + "migration is 1: it also has 2.");
		assertThat(status.required().isComplete()).isTrue();
		this.project.options((builder) -> builder.plan(plan(OutOfOrder.FAIL, OnAhead.FAIL)));
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.problems()).extracting((it) -> it.reason()).containsExactly(Reason.AHEAD));
	}

	@Test
	void oldInstanceIsCompleteWhileANewerVersionFailed() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)").script("V2__b.sql", "CREATE TABLE b (id nothing)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.remove("V2__b.sql");
		MigrationStatus status = this.project.engine().status(10);
		assertThat(status.required().isComplete()).isTrue();
		assertThat(status.state()).isEqualTo(TargetState.AHEAD);
		assertThat(this.project.engine().migrate().steps()).isEmpty();
	}

	@Test
	void oldInstanceIsCompleteWhenANewReleaseReplacedARepeatable() {
		this.project.script("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x");
		this.project.engine().migrate();
		this.project.script("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS x");
		this.project.engine().migrate();
		this.project.script("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x");
		MigrationStatus status = this.project.engine().status(10);
		assertThat(status.required().isComplete()).isTrue();
	}

	@Test
	void validateNamesPendingAndFailed() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::validate)
			.satisfies((ex) -> assertThat(ex.description()).isEqualTo("Migration 1 (V1__a.sql) has not run."));
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
			.isZero();
		this.project.engine().migrate();
		assertThatNoException().isThrownBy(this.project.engine()::validate);
		this.project.script("V2__b.sql", "nonsense");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::validate)
			.satisfies(
					(ex) -> assertThat(ex.problems()).extracting((it) -> it.reason()).containsExactly(Reason.FAILED));
	}

	@Test
	void mistakeInTheLastScriptStopsTheFirst() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)").script("V2__b.sql", "SELECT 'open");
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.tables()).isEmpty();
	}

	@Test
	void statementThatIsDoneMustNotBeEdited() {
		this.project.script("V1__a.sql", """
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				nonsense;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.script("V1__a.sql", """
				CREATE TABLE a (id bigint);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				SELECT 1;
				""");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.problems()).extracting((it) -> it.reason()).containsExactly(Reason.EDITED_AFTER_RUN);
				assertThat(ex.description()).contains("applied: CREATE TABLE a (id int)")
					.contains("now:     CREATE TABLE a (id bigint)");
			});
	}

	@Test
	void runningRowWithoutItsOwnerIsDecidedByTheCatalog() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)")
			.script("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON a (id)");
		this.project.engine().migrate();
		this.project.database()
			.execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 0 WHERE version = '2'");
		this.project.engine().migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 1/1");
		this.project.database()
			.execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 0 WHERE version = '2'; "
					+ "DROP INDEX i");
		this.project.engine().migrate();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM pg_indexes WHERE indexname = 'i'")).isOne();
	}

	@Test
	void statementWhoseEffectCannotBeToldIsInDoubtUntilResolved() {
		this.project
			.script("V1__p.sql",
					"CREATE TABLE a (id int); CREATE PROCEDURE p() LANGUAGE sql AS 'INSERT INTO a VALUES (1)'")
			.script("V2__call.sql", "-- migrate:up transaction=off\nCALL p();");
		this.project.engine().migrate();
		this.project.database()
			.execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 0 WHERE version = '2'");
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.description()).isEqualTo("""
						Migration 2 (call), step UP, is in doubt: a process died while statement 1 of 1 ran \
						(V2__call.sql, line 2):
						    CALL p()
						Whether it took effect cannot be told: the catalog does not show the effect of such a \
						statement""");
				assertThat(ex.action()).isEqualTo("""
						Find out whether the statement took effect, and say so. If it did:
						    java -jar app.jar --migration.command=resolve --migration.version=2 --migration.as=done
						If it left nothing behind:
						    java -jar app.jar --migration.command=resolve --migration.version=2 --migration.as=redo
						If you have undone by hand whatever the step did:
						    java -jar app.jar --migration.command=resolve --migration.version=2 --migration.as=undone
						Then start again.""");
			});
		assertThat(this.project.engine().status(1).state()).isEqualTo(TargetState.IN_DOUBT);
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies(
					(ex) -> assertThat(ex.problems()).extracting((it) -> it.reason()).containsExactly(Reason.IN_DOUBT));
		this.project.engine().resolve(new ResolveRequest("2", ResolveAs.REDO, null));
		this.project.engine().migrate();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM a")).isEqualTo(2);
	}

}
