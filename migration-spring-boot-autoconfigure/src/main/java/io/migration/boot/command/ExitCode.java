// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;

import io.migration.HazardsFoundException;
import io.migration.InvalidScriptsException;
import io.migration.LockNotObtainedException;
import io.migration.MigrationException;
import io.migration.OperationRefusedException;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Problem;
import io.migration.ValidationFailedException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * How a command ended. The number 4 is kept for drift, which no command finds yet.
 */
enum ExitCode {

	/**
	 * It did what was asked for.
	 */
	DONE(0),

	/**
	 * Something went wrong that is not known here.
	 */
	UNEXPECTED(1),

	/**
	 * Something required has not run.
	 */
	PENDING(2),

	/**
	 * It would do harm.
	 */
	HAZARD(3),

	/**
	 * Another instance kept the lock for too long.
	 */
	LOCKED(5),

	/**
	 * A step failed or is in doubt, or the database refuses to be migrated.
	 */
	FAILED(6),

	/**
	 * Scripts, options or settings are wrong.
	 */
	INVALID(7);

	private final int value;

	ExitCode(int value) {
		this.value = value;
	}

	int value() {
		return this.value;
	}

	static ExitCode of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			ExitCode code = ofType(cause);
			if (code != null) {
				return code;
			}
		}
		return UNEXPECTED;
	}

	private static @Nullable ExitCode ofType(Throwable failure) {
		if (failure instanceof MigrationException migrationFailure) {
			return ofMigration(migrationFailure);
		}
		return (failure instanceof FailureAnalyzedException || failure instanceof BindException
				|| failure instanceof InvalidConfigurationPropertyValueException) ? INVALID : null;
	}

	private static ExitCode ofMigration(MigrationException failure) {
		if (failure instanceof LockNotObtainedException) {
			return LOCKED;
		}
		if (failure instanceof HazardsFoundException) {
			return HAZARD;
		}
		if (failure instanceof InvalidScriptsException) {
			return INVALID;
		}
		if (failure instanceof OperationRefusedException refused) {
			return ofRefusal(refused.reason());
		}
		return (failure instanceof ValidationFailedException invalid) ? ofProblems(invalid.problems()) : FAILED;
	}

	private static ExitCode ofRefusal(OperationRefusedException.Reason reason) {
		return switch (reason) {
			case DATA_LOSS -> HAZARD;
			case NOT_APPLICABLE -> INVALID;
			default -> FAILED;
		};
	}

	// What has to be corrected first counts
	private static ExitCode ofProblems(List<Problem> problems) {
		List<ExitCode> codes = problems.stream().map((problem) -> ofProblem(problem.reason())).toList();
		return codes.contains(INVALID) ? INVALID : codes.contains(FAILED) ? FAILED : PENDING;
	}

	private static ExitCode ofProblem(Reason reason) {
		return switch (reason) {
			case PENDING -> PENDING;
			case FAILED, IN_DOUBT, HALF_UNDONE -> FAILED;
			default -> INVALID;
		};
	}

}
