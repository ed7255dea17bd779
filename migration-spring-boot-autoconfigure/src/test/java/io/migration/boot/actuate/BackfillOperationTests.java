// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.migration.BackfillAction;
import io.migration.BackfillControl;
import io.migration.BackfillRequest;
import io.migration.MigrationVersion;
import io.migration.PendingMigration;
import io.migration.boot.actuate.MigrationOperations.Settings;
import io.migration.boot.actuate.OperationRejectedException.Reason;
import io.migration.testing.SampleBackfills;
import io.migration.testing.UnexpectedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which requests the operation {@code backfill} understands, and when it is run.
 */
@Timeout(60)
class BackfillOperationTests {

	private final Engine engine = new Engine();

	private final MigrationOperations operations = new MigrationOperations(List.of(this.engine),
			new Settings(false, "baseline", Duration.ofSeconds(10), Duration.ZERO));

	@Test
	void optionsBecomeARequest() {
		run(Map.of("version", 9, "action", "pause"), null);
		run(Map.of("version", "9", "name", "first", "action", "SPEED", "rowsPerSecond", 5000), "alice");
		run(Map.of("version", "9", "action", "speed", "rows-per-second", "none"), null);
		MigrationVersion version = MigrationVersion.of("9");
		assertThat(this.engine.requests).containsExactly(BackfillRequest.of(version, BackfillAction.PAUSE),
				BackfillRequest.speed(version, 5000).named("first").by("alice"), BackfillRequest.speed(version, 0));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			pause  |      |       | Operation 'backfill' needs the option 'version'.
			stop   | 9    |       | Option 'action' cannot be 'stop'.
			       | 9    |       | Operation 'backfill' needs the option 'action'.
			speed  | 9    |       | The action 'speed' needs the option 'rows-per-second', and no other action takes it.
			pause  | 9    | 5     | The action 'speed' needs the option 'rows-per-second', and no other action takes it.
			speed  | 9    | -1    | Option 'rows-per-second' is not a number of rows per second: '-1'.
			speed  | 9    | 1e3   | Option 'rows-per-second' is not a number of rows per second: '1e3'.
			speed  | 9    | 0x7   | Option 'rows-per-second' is not a number of rows per second: '0x7'.
			speed  | 9    | 9999999999 | Option 'rows-per-second' is not a number of rows per second: '9999999999'.
			pause  | next |       | Option 'version' is not a version: 'next'.
			""")
	void whatMakesNoSenseIsRefused(String action, String version, String rows, String message) {
		Map<String, Object> options = new HashMap<>();
		options.put("action", action);
		options.put("version", version);
		options.put("rows-per-second", rows);
		assertThatExceptionOfType(OperationRejectedException.class).isThrownBy(() -> run(options, null))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INVALID_OPTION))
			.withMessage(message);
		assertThat(this.engine.requests).isEmpty();
	}

	@Test
	void runsBesideAnotherOperationOfTheTarget() {
		MigrationOperations impatient = new MigrationOperations(List.of(this.engine),
				new Settings(false, "baseline", Duration.ofMillis(50), Duration.ofSeconds(10)));
		OperationRun other = impatient.run("default", "lint", Map.of(), null);
		assertThat(other.outcome()).isNull();
		OperationRun run = impatient.run("default", "backfill", Map.of("version", "9", "action", "pause"), null);
		assertThat(impatient.find("default", run.id())).isSameAs(run);
		assertThat(impatient.find("default", other.id())).isSameAs(other);
		this.engine.finish.countDown();
		impatient.destroy();
		assertThat(other.outcome()).isNotNull();
		assertThat(run.outcome()).isNotNull();
		assertThatExceptionOfType(OperationRejectedException.class)
			.isThrownBy(() -> impatient.run("default", "backfill", Map.of("version", "9", "action", "pause"), null))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.STOPPING));
	}

	private void run(Map<String, ?> options, String requestedBy) {
		OperationRun run = this.operations.run("default", "backfill", options, requestedBy);
		assertThat(OperationStatus.of(run)).isEqualTo(200);
	}

	private static final class Engine extends UnexpectedEngine {

		private final List<BackfillRequest> requests = new ArrayList<>();

		private final CountDownLatch finish = new CountDownLatch(1);

		@Override
		public String target() {
			return "default";
		}

		@Override
		public BackfillControl backfill(BackfillRequest request) {
			this.requests.add(request);
			return new BackfillControl("default", request.action(), true, SampleBackfills.running());
		}

		@Override
		public List<PendingMigration> lint() {
			try {
				this.finish.await();
				return List.of();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
