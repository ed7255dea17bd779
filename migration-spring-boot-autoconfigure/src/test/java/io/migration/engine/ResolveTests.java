// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.Resolution;
import io.migration.ResolveRequest;
import io.migration.ResolveRequest.ResolveAs;
import io.migration.RollbackRequest;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.StepState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for saying what became of a step that stopped half-way.
 */
class ResolveTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private Resolution resolve(ResolveAs as) {
		return this.project.engine().resolve(new ResolveRequest("1", as, "alice"));
	}

	// A process died in the CALL, which the catalog knows nothing of
	private void stopInTheProcedure() {
		this.project.script("V1__one.sql", """
				-- migrate:up transaction=off
				CREATE TABLE one (id int);
				CREATE PROCEDURE fill() LANGUAGE sql AS 'INSERT INTO one VALUES (1)';
				CALL fill();
				INSERT INTO one VALUES (2);
				-- migrate:down
				DROP PROCEDURE fill;
				DROP TABLE one;
				""").engine().migrate();
		this.project.database().execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 2");
		this.project.database().execute("DELETE FROM one WHERE id = 2");
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.action()).contains("--migration.command=resolve --migration.version=1"));
		assertThat(this.project.history()).containsExactly("1 UP IN_DOUBT 2/4");
	}

	private int rows() {
		return this.project.value(Integer.class, "SELECT count(*) FROM one");
	}

	@Test
	void doneGoesOnBehindTheStatement() {
		stopInTheProcedure();
		Resolution resolution = resolve(ResolveAs.DONE);
		assertThat(resolution.state()).isEqualTo(StepState.FAILED);
		assertThat(resolution.statementsDone()).isEqualTo(3);
		this.project.engine().migrate();
		assertThat(rows()).isEqualTo(2);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 4/4");
		assertThat(this.project.notes()).containsExactly("resolve 1: Resolved as DONE: UP was IN_DOUBT with 2 of 4 "
				+ "statements done, is FAILED with 3 now\nRequested by alice");
	}

	@Test
	void redoRunsTheStatementAgain() {
		stopInTheProcedure();
		this.project.database().execute("DELETE FROM one");
		resolve(ResolveAs.REDO);
		this.project.engine().migrate();
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void undoneRunsTheStepFromItsStart() {
		stopInTheProcedure();
		this.project.database().execute("DROP PROCEDURE fill; DROP TABLE one");
		assertThat(resolve(ResolveAs.UNDONE).statementsDone()).isZero();
		this.project.engine().migrate();
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void doneOfTheLastStatementLetsTheNextRunCompleteTheStepWithWhatIsHeld() {
		this.project.script("V1__one.sql", """
				-- migrate:up transaction=off
				DO 'BEGIN PERFORM 1; END';
				-- migrate:contract
				SELECT 1;
				""").engine().migrate();
		this.project.database()
			.execute("DELETE FROM migration_history WHERE step = 'CONTRACT'; "
					+ "UPDATE migration_history SET state = 'IN_DOUBT', statements_done = 0");
		resolve(ResolveAs.DONE);
		this.project.engine().migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "1 CONTRACT HELD 0/1");
	}

	@Test
	void rollbackIsRefusedWhileInDoubtAndRunsOnceResolved() {
		stopInTheProcedure();
		RollbackRequest all = RollbackRequest.toVersion(MigrationVersion.of("0")).acceptingDataLoss();
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.project.engine().rollback(all))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(OperationRefusedException.Reason.UNFINISHED);
				assertThat(ex.action()).isEqualTo("Find out and say so first: java -jar app.jar "
						+ "--migration.command=resolve --migration.version=1 --migration.as=done|redo|undone");
			});
		resolve(ResolveAs.DONE);
		this.project.engine().rollback(all);
		assertThat(this.project.tables()).isEmpty();
	}

	@Test
	void halfDoneMigrationThatWasUndoneByHandStartsAnew() {
		this.project.script("V1__one.sql", """
				CREATE TABLE one (id int);
				CREATE INDEX CONCURRENTLY one_id ON one (id);
				SELECT nothing;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.history()).containsExactly("1 UP FAILED 2/3");
		this.project.database().execute("DROP TABLE one");
		resolve(ResolveAs.UNDONE);
		this.project.script("V1__one.sql", "CREATE TABLE other (id int)").engine().migrate();
		assertThat(this.project.tables()).containsExactly("other");
	}

	@Test
	void rollbackThatStoppedAndWasMadeAgainByHandLeavesTheMigrationApplied() {
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				CREATE INDEX one_id ON one (id);
				-- migrate:down
				DROP INDEX CONCURRENTLY one_id;
				DROP TABLE missing;
				""").engine().migrate();
		assertThatExceptionOfType(StepFailedException.class)
			.isThrownBy(() -> this.project.engine().rollback(RollbackRequest.lastSteps(1)));
		this.project.database().execute("CREATE INDEX one_id ON one (id)");
		assertThat(resolve(ResolveAs.UNDONE).step().toString()).isEqualTo("1 DOWN");
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		this.project.engine().validate();
	}

	@Test
	void migrationThatIsNotInDoubtIsRefused() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)").engine().migrate();
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> resolve(ResolveAs.DONE))
			.satisfies((ex) -> assertThat(ex.description()).isEqualTo("Migration 1 has no step that is in doubt."));
	}

}
