// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.BaselineRequest;

// JSON of a schema that was taken over
@JsonPropertyOrder({ "version", "description" })
record BaselineDescriptor(String version, String description) {

	static BaselineDescriptor of(BaselineRequest request) {
		return new BaselineDescriptor(request.version().toString(), request.description());
	}

}
