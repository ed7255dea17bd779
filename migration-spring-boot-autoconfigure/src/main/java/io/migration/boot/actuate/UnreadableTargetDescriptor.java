// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * JSON of a target whose state cannot be read. One of them must not hide the others.
 *
 * @param state always {@link #UNKNOWN}
 * @param error why
 */
@JsonPropertyOrder({ "state", "error" })
record UnreadableTargetDescriptor(String state, String error) implements OperationResponseBody {

	/**
	 * The state of a target that cannot be asked, as in its health.
	 */
	static final String UNKNOWN = "UNKNOWN";

	static UnreadableTargetDescriptor of(StatusReading reading) {
		return new UnreadableTargetDescriptor(UNKNOWN, String.valueOf(reading.error()));
	}

}
