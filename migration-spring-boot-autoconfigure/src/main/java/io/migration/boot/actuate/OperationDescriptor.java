// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SanitizableData;

// JSON of an operation that was begun
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "id", "target", "operation", "requestedBy", "state", "startedAt", "durationMs", "result",
		"error" })
record OperationDescriptor(String id, String target, String operation, @Nullable String requestedBy, State state,
		Instant startedAt, @Nullable Long durationMs, @Nullable Object result,
		@Nullable FailureDescriptor error) implements OperationResponseBody {

	static OperationDescriptor of(OperationRun run, boolean showValues) {
		String requestedBy = (run.requestedBy() == null || showValues) ? run.requestedBy()
				: SanitizableData.SANITIZED_VALUE;
		OperationOutcome outcome = run.outcome();
		if (outcome == null) {
			return new OperationDescriptor(run.id(), run.target(), run.operation().toString(), requestedBy,
					State.RUNNING, run.startedAt(), null, null, null);
		}
		OperationResult result = outcome.result();
		Throwable failure = outcome.failure();
		return new OperationDescriptor(run.id(), run.target(), run.operation().toString(), requestedBy,
				(failure != null) ? State.FAILED : State.SUCCEEDED, run.startedAt(), outcome.duration().toMillis(),
				(result != null) ? result.describe(showValues) : null,
				(failure != null) ? FailureDescriptor.of(failure, showValues) : null);
	}

	/**
	 * How far an operation is.
	 */
	enum State {

		/**
		 * It has not ended.
		 */
		RUNNING,

		/**
		 * It did what it was asked for.
		 */
		SUCCEEDED,

		/**
		 * It did not.
		 */
		FAILED

	}

}
