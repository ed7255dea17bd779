// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.MigrationRun;
import io.migration.MigrationVersion;
import io.migration.StatementRun;
import io.migration.StepId;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * Runs to observe.
 */
public final class Runs {

	/**
	 * When they began.
	 */
	public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");

	private Runs() {
	}

	/**
	 * Return a run of 5 s that waited 2 s for the lock and applied version 1 in 1 s, then
	 * version 2 in 2 s and two attempts.
	 * @return the run
	 */
	public static MigrationRun succeeded() {
		StepRun first = step("1", NOON.plusSeconds(2), Duration.ofSeconds(1), 1, null);
		StepRun second = step("2", NOON.plusSeconds(3), Duration.ofSeconds(2), 2, null);
		return new MigrationRun("default", NOON, Duration.ofSeconds(5), Duration.ofSeconds(2), List.of(first, second),
				2, 0, null);
	}

	/**
	 * Return a run of 1 s that applied nothing, as version 3 failed.
	 * @return the run
	 */
	public static MigrationRun failed() {
		StepRun step = step("3", NOON, Duration.ofSeconds(1), 1, "syntax error");
		return new MigrationRun("default", NOON, Duration.ofSeconds(1), Duration.ofNanos(1), List.of(step), 2, 2,
				"Version 3 failed");
	}

	/**
	 * Return a run of 3 ms that had nothing to do.
	 * @param target name of the target
	 * @param applied how many migrations are applied
	 * @return the run
	 */
	public static MigrationRun idle(String target, int applied) {
		return new MigrationRun(target, NOON, Duration.ofMillis(3), Duration.ZERO, List.of(), applied, 0, null);
	}

	private static StepRun step(String version, Instant startedAt, Duration duration, int attempts,
			@Nullable String error) {
		StepId id = new StepId(MigrationVersion.of(version), "change", "V" + version + "__change.sql", StepType.UP,
				null);
		StatementRun statement = new StatementRun(1, 4, "CREATE TABLE", startedAt.plusMillis(100),
				Duration.ofMillis(800));
		return new StepRun(id, (error != null) ? StepState.FAILED : StepState.SUCCEEDED, startedAt, duration, attempts,
				List.of(statement), error);
	}

}
