// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;

import io.migration.HistoryOptions;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A statement was in doubt, or had failed, and was edited before the next start: what
 * counts is what became of the text that was sent.
 */
class EditedStatementTests {

	private static final String OLD = "CREATE UNIQUE INDEX CONCURRENTLY old ON t (id)";

	private static final String NEW = "CREATE INDEX CONCURRENTLY new ON t (id)";

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void prepare() {
		this.project.script("V1__t.sql",
				"CREATE TABLE t (id int); CREATE PROCEDURE p() LANGUAGE sql AS 'INSERT INTO t VALUES (1)'");
		this.project.engine().migrate();
	}

	@Test
	void editOfAStatementThatTookEffectIsRefused() {
		diedBefore(OLD);
		this.project.database().execute(OLD);
		script(NEW);
		refused("migration 2 (V2__i.sql) stopped at statement 2 of 3, which has taken effect, and was edited since");
		assertThat(indexes()).containsExactly("old valid");
		script(OLD);
		this.project.engine().migrate();
		assertThat(this.project.history()).endsWith("2 UP SUCCEEDED 3/3");
	}

	@Test
	void editOfAStatementThatWasNotBegunIsRun() {
		diedBefore(OLD);
		script(NEW);
		this.project.engine().migrate();
		assertThat(indexes()).containsExactly("new valid");
		assertThat(this.project.history()).endsWith("2 UP SUCCEEDED 3/3");
	}

	@Test
	void remainsOfTheEditedStatementAreRemoved() {
		diedBefore(OLD);
		this.project.database().execute("INSERT INTO t VALUES (7), (7)");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.project.database().execute(OLD));
		assertThat(indexes()).containsExactly("old invalid");
		script(NEW);
		this.project.engine().migrate();
		assertThat(indexes()).containsExactly("new valid");
	}

	@Test
	void remainsOfAStatementThatFailedAndWasEditedAreRemoved() {
		this.project.database().execute("INSERT INTO t VALUES (7), (7)");
		script(OLD);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(indexes()).containsExactly("old invalid");
		script("ALTER TABLE t ADD COLUMN name text");
		this.project.engine().migrate();
		assertThat(indexes()).isEmpty();
	}

	@Test
	void statementThatWasTakenOutCountsAsEdited() {
		diedBefore(OLD);
		this.project.database().execute(OLD);
		this.project.script("V2__i.sql", "INSERT INTO t VALUES (1)");
		refused("now:     (nothing)");
		assertThat(indexes()).containsExactly("old valid");
	}

	@Test
	void searchPathOfTheScriptHoldsForTheQuestionToo() {
		this.project.database().execute("CREATE SCHEMA s; CREATE TABLE s.only_there (id int)");
		this.project.script("V2__i.sql",
				"SET search_path = s; CREATE INDEX CONCURRENTLY old ON only_there (id); SELECT 1");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project
			.engine(new DyingDataSource(this.project.database().dataSource(), "old ON only_there (id)"))::migrate);
		this.project.database().execute("CREATE INDEX old ON s.only_there (id)");
		this.project.script("V2__i.sql",
				"SET search_path = s; CREATE INDEX CONCURRENTLY new ON only_there (id); SELECT 1");
		refused("which has taken effect");
	}

	@Test
	void pendingDetachCannotBeEditedAway() {
		this.project.database()
			.execute("CREATE TABLE a (id int) PARTITION BY RANGE (id); "
					+ "CREATE TABLE b PARTITION OF a FOR VALUES FROM (0) TO (9)");
		String detach = "ALTER TABLE a DETACH PARTITION b CONCURRENTLY";
		diedBefore(detach);
		new DoubtCase.Situation(this.project.database(), detach, this.project.database())
			.cancelledBehind("SELECT FROM a", "FROM pg_inherits WHERE inhdetachpending");
		script(NEW);
		refused("which has taken effect");
	}

	@Test
	void editedProcedureIsInDoubtAndTheHistoryKeepsWhatWasSent() {
		this.project.script("V2__i.sql", "-- migrate:up transaction=off\nINSERT INTO t VALUES (0); CALL p();");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(
				this.project.engine(new DyingDataSource(this.project.database().dataSource(), "CALL p()"))::migrate);
		String sent = hashes();
		this.project.script("V2__i.sql", "-- migrate:up transaction=off\nINSERT INTO t VALUES (0); SELECT 1;");
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description()).contains("which was then:").contains("CALL p()"));
		assertThat(this.project.history()).endsWith("2 UP IN_DOUBT 1/2");
		assertThat(hashes()).isEqualTo(sent);
		this.project.database()
			.execute("UPDATE migration_history SET state = 'FAILED', statements_done = 2 WHERE id = 2");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.database().execute("UPDATE migration_history SET statements_done = 1 WHERE id = 2");
		this.project.engine().migrate();
		assertThat(this.project.history()).endsWith("2 UP SUCCEEDED 2/2");
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isOne();
	}

	@Test
	void editedStatementWhoseEffectIsNotKnownIsInDoubt() {
		diedBefore("ALTER SYSTEM SET bgwriter_delay = '333ms'");
		script(NEW);
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description()).endsWith("of what was sent then the effect is not known"));
		assertThat(indexes()).isEmpty();
	}

	@Test
	void editedStatementWhoseTextWasNotKeptIsInDoubt() {
		this.project.options((options) -> options.history(new HistoryOptions("migration_history", null, false)));
		diedBefore(OLD);
		script(NEW);
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description()).endsWith("what was sent then is not known"));
		assertThat(indexes()).isEmpty();
	}

	@Test
	void textOfStatementsThatWereCorrectedIsKeptAsSoonAsTheyAreDone() {
		this.project.script("V2__i.sql", NEW + "; nonsense; CREATE INDEX CONCURRENTLY later ON t (id)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.script("V2__i.sql", NEW + "; SELECT 1; CREATE INDEX CONCURRENTLY later ON t (id)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(
				this.project.engine(DyingDataSource.afterCommit(this.project.database().dataSource()))::migrate);
		assertThat(this.project.history()).endsWith("2 UP RUNNING 2/3");
		this.project.engine().migrate();
		assertThat(indexes()).containsExactly("later valid", "new valid");
	}

	private void diedBefore(String statement) {
		script(statement);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(
				this.project.engine(new DyingDataSource(this.project.database().dataSource(), statement))::migrate);
		assertThat(this.project.history()).endsWith("2 UP RUNNING 1/3");
	}

	private void script(String statement) {
		this.project.script("V2__i.sql", "INSERT INTO t VALUES (1);\n" + statement + ";\nSELECT 2;\n");
	}

	private void refused(String text) {
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.problems()).extracting((it) -> it.reason()).containsExactly(Reason.EDITED_AFTER_RUN);
				assertThat(ex.description()).containsIgnoringCase(text);
			});
		assertThat(this.project.history().get(1)).startsWith("2 UP RUNNING");
	}

	private List<String> indexes() {
		return this.project.database()
			.jdbc()
			.sql("SELECT relname || CASE WHEN indisvalid THEN ' valid' ELSE ' invalid' END FROM pg_index "
					+ "JOIN pg_class c ON c.oid = indexrelid WHERE indrelid = 't'::regclass ORDER BY 1")
			.query(String.class)
			.list();
	}

	private String hashes() {
		return this.project.value(String.class, "SELECT statement_hashes FROM migration_history WHERE version = '2'");
	}

}
