// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.RepairReport;
import io.migration.RepairRequest;
import io.migration.StepFailedException;
import io.migration.ValidationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for accepting differences between history and scripts.
 */
class RepairTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void prepare() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)")
			.script("V2__two.sql", "CREATE TABLE two (id int)")
			.script("V3__three.sql", "CREATE TABLE three (id int)")
			.engine()
			.migrate();
	}

	private RepairReport repair(String migration) {
		return this.project.engine().repair(new RepairRequest(migration, "alice"));
	}

	@Test
	void withoutAMigrationDifferencesAreListedAndNothingIsAccepted() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id bigint)").remove("V2__two.sql");
		RepairReport report = repair(null);
		assertThat(report.differences()).extracting((difference) -> difference.migration()).containsExactly("1", "2");
		assertThat(report.differences()).noneMatch((difference) -> difference.accepted());
		assertThat(this.project.notes()).isEmpty();
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate);
	}

	@Test
	void changedScriptIsAcceptedAndTheDifferenceIsNoted() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id bigint)");
		RepairReport report = repair("1");
		assertThat(report.differences()).singleElement().satisfies((difference) -> {
			assertThat(difference.accepted()).isTrue();
			assertThat(difference.message()).contains("applied: CREATE TABLE one (id int)")
				.contains("now:     CREATE TABLE one (id bigint)");
			assertThat(difference.effect()).contains("The schema is not changed");
		});
		assertThat(this.project.notes()).singleElement()
			.asString()
			.startsWith("repair 1: Migration 1 (V1__one.sql) was changed")
			.endsWith("now:     CREATE TABLE one (id bigint)\nRequested by alice");
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		this.project.engine().validate();
		assertThat(this.project.value(String.class,
				"SELECT convert_from(body, 'UTF8') FROM migration_history WHERE version = '1' AND kind = 'VERSIONED'"))
			.isEqualTo("CREATE TABLE one (id bigint)");
	}

	@Test
	void onlyTheMigrationAskedForIsAccepted() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id bigint)")
			.script("V2__two.sql", "CREATE TABLE two (id bigint)");
		repair("2");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::validate)
			.satisfies((ex) -> assertThat(ex.problems()).extracting((problem) -> problem.migration())
				.containsExactly("1"));
	}

	@Test
	void missingScriptIsAcceptedUntilTheVersionIsUndone() {
		this.project.remove("V2__two.sql");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::validate);
		assertThat(repair("2").differences()).singleElement()
			.satisfies((difference) -> assertThat(difference.effect()).startsWith("The version counts as applied"));
		this.project.engine().validate();
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		assertThat(this.project.notes()).hasSize(1);
		assertThat(this.project.history()).hasSize(3);
	}

	@Test
	void editedStatementOfAStepThatStoppedHalfWayIsAccepted() {
		this.project.script("V4__four.sql", """
				CREATE TABLE four (id int);
				CREATE INDEX CONCURRENTLY four_id ON four (id);
				SELECT nothing;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.script("V4__four.sql", """
				CREATE TABLE four (id integer);
				CREATE INDEX CONCURRENTLY four_id ON four (id);
				SELECT 1;
				""");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate);
		repair("4");
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(this.project.history()).endsWith("4 UP SUCCEEDED 3/3");
	}

	@Test
	void migrationWithoutADifferenceIsRefused() {
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> repair("1")).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.NOT_APPLICABLE);
			assertThat(ex.description())
				.isEqualTo("Migration 1 has no difference between history and script to accept.");
		});
	}

	@Test
	void missingScriptOfAHalfDoneMigrationIsNotAccepted() {
		this.project.script("V4__four.sql", """
				CREATE TABLE four (id int);
				CREATE INDEX CONCURRENTLY four_id ON four (id);
				SELECT nothing;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.remove("V4__four.sql").script("V5__five.sql", "CREATE TABLE five (id int)");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> repair("4"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNFINISHED));
	}

}
