// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.StatementRun;
import io.migration.StepFailedException;
import io.migration.StepId;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.ValidationFailedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationListener}.
 */
class ListenerTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Recorder recorder = new Recorder();

	@Test
	void listenersAreToldOfRunAndStepsInOrder() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)")
			.script("V2__b.sql", "CREATE TABLE b (id int)")
			.listener(this.recorder);
		this.project.engine().migrate();
		assertThat(this.recorder.calls).containsExactly("beforeRun default", "beforeStep default 1 UP",
				"afterStep default 1 UP SUCCEEDED", "beforeStep default 2 UP", "afterStep default 2 UP SUCCEEDED",
				"afterRun default 2 null");
	}

	@Test
	void runWithNothingToDoIsOnlyToldAtItsEnd() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)");
		this.project.engine().migrate();
		this.project.listener(this.recorder);
		this.project.engine().migrate();
		assertThat(this.recorder.calls).containsExactly("afterRun default 0 null");
		assertThat(this.recorder.run().appliedCount()).isOne();
		assertThat(this.recorder.run().pendingCount()).isZero();
	}

	@Test
	void failedRunIsToldWithWhatRanAndWhatIsPending() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)")
			.script("V2__b.sql", "CREATE TABLE b (id int);\nnonsense;")
			.script("V3__c.sql", "CREATE TABLE c (id int)")
			.listener(this.recorder);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(this.recorder.run().error()).isEqualTo(ex.description()));
		MigrationRun run = this.recorder.run();
		assertThat(run.appliedCount()).isOne();
		assertThat(run.pendingCount()).isEqualTo(2);
		assertThat(run.steps()).extracting(StepRun::state).containsExactly(StepState.SUCCEEDED, StepState.FAILED);
		StepRun failed = run.steps().get(1);
		assertThat(failed.error())
			.startsWith("Migration 2 (b), step UP, failed in V2__b.sql, line 2, statement 2 of 2");
		assertThat(failed.statements()).as("what was rolled back is not shown as done").isEmpty();
	}

	@Test
	void refusedRunIsToldToo() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)");
		this.project.engine().migrate();
		this.project.script("V1__a.sql", "CREATE TABLE other (id int)").listener(this.recorder);
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.recorder.run().error()).contains("was changed after it was applied");
		assertThat(this.recorder.calls).hasSize(1);
	}

	@Test
	void listenerThatThrowsBreaksNeitherTheMigrationNorOtherListeners() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)")
			.listener(new Thrower(() -> new IllegalStateException("planted")))
			.listener(new Thrower(() -> new NoClassDefFoundError("planted")))
			.listener(new Thrower(() -> new AssertionError("planted")))
			.listener(this.recorder);
		assertThat(this.project.engine(this.project.database().pool(1)).migrate().steps()).hasSize(1);
		assertThat(this.recorder.calls).hasSize(4);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
	}

	@Test
	void statementsAreToldWithTheirTrueTimes() {
		this.project.script("V1__a.sql", """
				CREATE TABLE a (id int, secret text);
				SELECT pg_sleep(0.3);

				INSERT INTO a VALUES (1, 'planted');
				""").listener(this.recorder);
		Instant before = Instant.now();
		this.project.engine().migrate();
		StepRun step = this.recorder.run().steps().get(0);
		assertThat(step.attempts()).isOne();
		assertThat(step.startedAt()).isBetween(before, Instant.now());
		assertThat(step.statements()).extracting(StatementRun::number).containsExactly(1, 2, 3);
		assertThat(step.statements()).extracting(StatementRun::line).containsExactly(1, 2, 4);
		assertThat(step.statements()).extracting(StatementRun::summary)
			.containsExactly("CREATE TABLE a (id int, secret text)", "SELECT pg_sleep(0.3)",
					"INSERT INTO a VALUES (1, '...')");
		assertThat(step.statements().get(1).duration()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		Instant cursor = step.startedAt();
		for (StatementRun statement : step.statements()) {
			assertThat(statement.startedAt()).isAfterOrEqualTo(cursor);
			cursor = statement.startedAt().plus(statement.duration()).minusMillis(5);
		}
		Duration sum = step.statements().stream().map(StatementRun::duration).reduce(Duration.ZERO, Duration::plus);
		assertThat(sum).isLessThanOrEqualTo(step.duration().plusMillis(5));
		assertThat(this.recorder.run().duration()).isGreaterThanOrEqualTo(step.duration());
	}

	@Test
	void resumedStepTellsOnlyWhatItRan() {
		this.project.script("V1__a.sql", """
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				nonsense;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.script("V1__a.sql", """
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				INSERT INTO a VALUES (1);
				""").listener(this.recorder);
		this.project.engine().migrate();
		assertThat(this.recorder.run().steps().get(0).statements()).extracting(StatementRun::number).containsExactly(3);
	}

	private static final class Recorder implements MigrationListener {

		private final List<String> calls = new ArrayList<>();

		private @Nullable MigrationRun run;

		@Override
		public void beforeRun(String target) {
			this.calls.add("beforeRun " + target);
		}

		@Override
		public void afterRun(MigrationRun run) {
			this.run = run;
			this.calls.add("afterRun " + run.target() + " " + run.steps().size() + " " + run.error());
		}

		@Override
		public void beforeStep(String target, StepId step) {
			this.calls.add("beforeStep " + target + " " + step);
		}

		@Override
		public void afterStep(String target, StepRun run) {
			this.calls.add("afterStep " + target + " " + run.id() + " " + run.state());
		}

		private MigrationRun run() {
			MigrationRun told = this.run;
			if (told == null) {
				throw new IllegalStateException("Nothing was told");
			}
			return told;
		}

	}

	private record Thrower(Supplier<Throwable> failure) implements MigrationListener {

		@Override
		public void beforeRun(String target) {
			fail();
		}

		@Override
		public void afterRun(MigrationRun run) {
			fail();
		}

		@Override
		public void beforeStep(String target, StepId step) {
			fail();
		}

		@Override
		public void afterStep(String target, StepRun run) {
			fail();
		}

		private void fail() {
			Throwable thrown = this.failure.get();
			if (thrown instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) thrown;
		}

	}

}
