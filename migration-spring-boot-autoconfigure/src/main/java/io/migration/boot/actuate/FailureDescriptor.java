// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.InvalidScriptsException;
import io.migration.MigrationException;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.ScriptProblem;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Problem;
import org.jspecify.annotations.Nullable;

// JSON of why something was not done. Every text is cut behind its first line unless the
// reader may see values: an action may show rows, or statements to paste
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({ "description", "databaseState", "action", "problems" })
record FailureDescriptor(String description, @Nullable String databaseState, @Nullable String action,
		List<ProblemDescriptor> problems) {

	private static final Pattern STATEMENT = Pattern.compile("(, line \\d+): .*");

	static FailureDescriptor of(Throwable failure, boolean showValues) {
		if (failure instanceof OperationRejectedException rejected) {
			return new FailureDescriptor(String.valueOf(rejected.getMessage()), null, rejected.action(), List.of());
		}
		if (failure instanceof MigrationException known) {
			return new FailureDescriptor(description(known, showValues), Headline.of(known.databaseState(), showValues),
					Headline.of(known.action(), showValues), ProblemDescriptor.of(known, showValues));
		}
		// Not ours, so its message may hold what must not be shown
		return new FailureDescriptor(failure.getClass().getName(), null, "Look into the log of the application.",
				List.of());
	}

	// What a rollback would destroy is told in one line for each statement, which ends
	// with
	// the statement
	private static String description(MigrationException failure, boolean showValues) {
		boolean quotes = failure instanceof OperationRefusedException refused && refused.reason() == Reason.DATA_LOSS;
		return (quotes && !showValues) ? STATEMENT.matcher(failure.description()).replaceAll("$1).")
				: Headline.of(failure.description(), showValues);
	}

	@JsonPropertyOrder({ "where", "message", "action" })
	record ProblemDescriptor(String where, String message, String action) {

		static List<ProblemDescriptor> of(MigrationException failure, boolean showValues) {
			if (failure instanceof InvalidScriptsException invalid) {
				return invalid.problems().stream().map((problem) -> of(problem, showValues)).toList();
			}
			if (failure instanceof ValidationFailedException invalid) {
				return invalid.problems().stream().map((problem) -> of(problem, showValues)).toList();
			}
			return List.of();
		}

		private static ProblemDescriptor of(ScriptProblem problem, boolean showValues) {
			return new ProblemDescriptor(problem.position(), Headline.of(problem.message(), showValues),
					Headline.of(problem.action(), showValues));
		}

		private static ProblemDescriptor of(Problem problem, boolean showValues) {
			return new ProblemDescriptor(problem.migration(), Headline.of(problem.message(), showValues),
					Headline.of(problem.action(), showValues));
		}

	}

}
