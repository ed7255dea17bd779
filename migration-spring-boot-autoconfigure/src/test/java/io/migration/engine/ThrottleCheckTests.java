// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;

import io.migration.BackfillPressure;
import io.migration.BackfillThrottle;
import io.migration.InvalidScriptsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the names of throttles in scripts.
 */
class ThrottleCheckTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@ParameterizedTest
	@ValueSource(strings = { "off", "traffic", "replication-lag,lock-waits",
			"active-connections,application-latency,rows-per-second" })
	void builtInThrottlesAreKnownWithoutAskingForOthers(String names) {
		script(names);
		this.project.options((options) -> options.throttles(() -> {
			throw new IllegalStateException("Asked for the application's throttles");
		}));
		assertThat(this.project.engine().lint()).hasSize(1);
	}

	@Test
	void throttleOfTheApplicationIsKnown() {
		script("traffic,queue-length");
		this.project.options((options) -> options.throttles(() -> List.of(new QueueLength())));
		assertThat(this.project.engine().lint()).hasSize(1);
	}

	@Test
	void unknownThrottleIsAnErrorWithTheNearestWord() {
		script("replication-lagg");
		this.project.options((options) -> options.throttles(() -> List.of(new QueueLength())));
		String message = "There is no throttle 'replication-lagg'";
		String action = "Did you mean 'replication-lag'? Valid here are active-connections, application-latency, "
				+ "lock-waits, off, queue-length, replication-lag, rows-per-second, traffic.";
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this.project.engine()::lint)
			.satisfies((ex) -> assertThat(ex.problems()).singleElement().satisfies((problem) -> {
				assertThat(problem.line()).isEqualTo(3);
				assertThat(problem.message()).isEqualTo(message);
				assertThat(problem.action()).isEqualTo(action);
			}));
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.message()).isEqualTo(message)));
	}

	@Test
	void offStandsAlone() {
		script("off,traffic");
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this.project.engine()::lint)
			.satisfies((ex) -> assertThat(ex.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.message()).isEqualTo("'off' stands alone in 'throttle'")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Traffic", "traffic,", "traffic;lock-waits" })
	void namesHaveTheirForm(String names) {
		script(names);
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this.project.engine()::lint)
			.satisfies((ex) -> assertThat(ex.problems()).singleElement().satisfies((problem) -> {
				assertThat(problem.message()).isEqualTo("The value '" + names + "' of 'throttle' is not valid");
				assertThat(problem.action()).isEqualTo("Use off, or names of throttles separated by commas, such as "
						+ "throttle=replication-lag,lock-waits.");
			}));
	}

	private void script(String throttle) {
		this.project.script("V1__a.sql", """
				-- migrate:up
				CREATE TABLE item (id int PRIMARY KEY, name text);
				-- migrate:backfill table=item throttle=%s
				UPDATE item SET name = 'x' WHERE name IS NULL AND :batch;
				""".formatted(throttle));
	}

	private static final class QueueLength implements BackfillThrottle {

		@Override
		public String name() {
			return "queue-length";
		}

		@Override
		public BackfillPressure measure(JdbcClient jdbc) {
			return BackfillPressure.NONE;
		}

	}

}
