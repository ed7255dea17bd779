// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

// JSON of an operation that was not begun
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "error", "running" })
record RejectionDescriptor(FailureDescriptor error,
		@Nullable OperationDescriptor running) implements OperationResponseBody {

	static RejectionDescriptor of(OperationRejectedException rejected, boolean showValues) {
		OperationRun running = rejected.running();
		return new RejectionDescriptor(FailureDescriptor.of(rejected, showValues),
				(running != null) ? OperationDescriptor.of(running, showValues) : null);
	}

}
