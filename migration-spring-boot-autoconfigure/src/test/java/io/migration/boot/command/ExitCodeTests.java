// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.migration.InvalidScriptsException;
import io.migration.LockNotObtainedException;
import io.migration.OperationRefusedException;
import io.migration.ScriptProblem;
import io.migration.StepFailedException;
import io.migration.StepId;
import io.migration.StepInDoubtException;
import io.migration.StepType;
import io.migration.TargetUnusableException;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Problem;
import io.migration.ValidationFailedException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExitCode}.
 */
class ExitCodeTests {

	private static final StepId STEP = new StepId(null, "d", "s", StepType.UP, null);

	@Test
	void numbersAreThoseOfTheContract() {
		assertThat(Stream.of(ExitCode.values()).map((code) -> code + " " + code.value())).containsExactly("DONE 0",
				"UNEXPECTED 1", "PENDING 2", "HAZARD 3", "LOCKED 5", "FAILED 6", "INVALID 7");
	}

	@Test
	void everyFailureHasItsCode() {
		assertThat(ExitCode.of(new IllegalStateException())).isEqualTo(ExitCode.UNEXPECTED);
		assertThat(ExitCode.of(new LockNotObtainedException(Duration.ZERO, "a", "b", "c"))).isEqualTo(ExitCode.LOCKED);
		assertThat(ExitCode.of(new StepFailedException(STEP, 1, "a", "b", "c", null))).isEqualTo(ExitCode.FAILED);
		assertThat(ExitCode.of(new StepInDoubtException(STEP, "a", "b", "c"))).isEqualTo(ExitCode.FAILED);
		assertThat(ExitCode.of(new TargetUnusableException(TargetUnusableException.Reason.READ_ONLY, "a", "b", null)))
			.isEqualTo(ExitCode.FAILED);
		assertThat(ExitCode.of(new InvalidScriptsException(List.of(new ScriptProblem("a", 1, "b", "c")))))
			.isEqualTo(ExitCode.INVALID);
		assertThat(ExitCode.of(new CommandUsageException("a", "b"))).isEqualTo(ExitCode.INVALID);
	}

	@Test
	void causeCounts() {
		Exception cause = new LockNotObtainedException(Duration.ZERO, "a", "b", "c");
		assertThat(ExitCode.of(new IllegalStateException(new IllegalStateException(cause)))).isEqualTo(ExitCode.LOCKED);
	}

	@Test
	void refusalsOfOperations() {
		assertThat(Stream.of(OperationRefusedException.Reason.values())
			.map((reason) -> reason + " "
					+ ExitCode.of(new OperationRefusedException(reason, List.of("a"), "b")).value()))
			.containsExactly("IRREVERSIBLE 6", "PLACEHOLDER_UNDEFINED 6", "DATA_LOSS 3", "UNFINISHED 6", "NOT_READY 6",
					"NOT_APPLICABLE 7");
	}

	@Test
	void whatHasToBeCorrectedFirstCounts() {
		assertThat(Stream.of(Reason.values()).map((reason) -> reason + " " + code(reason))).containsExactly("CHANGED 7",
				"MISSING 7", "OUT_OF_ORDER 7", "PENDING 2", "AHEAD 7", "FAILED 6", "IN_DOUBT 6", "HALF_UNDONE 6",
				"EDITED_AFTER_RUN 7");
		assertThat(code(Reason.PENDING, Reason.FAILED)).isEqualTo(6);
		assertThat(code(Reason.FAILED, Reason.PENDING, Reason.MISSING)).isEqualTo(7);
	}

	private static int code(Reason... reasons) {
		List<Problem> problems = Stream.of(reasons).map((reason) -> new Problem(reason, "1", "a", "b")).toList();
		return ExitCode.of(new ValidationFailedException(problems)).value();
	}

}
