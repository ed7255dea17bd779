// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.migration.boot.actuate.OperationRejectedException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/**
 * Adds operations to {@link MigrationsEndpoint} in a form that consoles can call: the
 * options are one text, {@code steps=1, accept-data-loss=true}. Who calls is not known.
 */
@EndpointJmxExtension(endpoint = MigrationsEndpoint.class)
class MigrationsEndpointJmxExtension {

	private final MigrationOperations operations;

	private final Show showValues;

	MigrationsEndpointJmxExtension(MigrationOperations operations, Show showValues) {
		this.operations = operations;
		this.showValues = showValues;
	}

	@WriteOperation
	OperationDescriptor operate(String target, String operation, @Nullable String options) {
		try {
			return describe(this.operations.run(target, operation, parse(options), null));
		}
		catch (OperationRejectedException ex) {
			String message = ex.getMessage() + " " + ex.action();
			if (ex.reason() == Reason.INVALID_OPTION || ex.reason() == Reason.NOT_FOUND) {
				throw new InvalidEndpointRequestException(message, message);
			}
			throw new IllegalStateException(message);
		}
	}

	@ReadOperation
	@Nullable OperationResponseBody run(String target, String id) {
		OperationRun run = this.operations.find(target, id);
		return (run != null) ? describe(run) : null;
	}

	private OperationDescriptor describe(OperationRun run) {
		return OperationDescriptor.of(run, this.showValues.isShown(false));
	}

	private static Map<String, String> parse(@Nullable String options) {
		Map<String, String> parsed = new LinkedHashMap<>();
		if (options == null || options.isBlank()) {
			return parsed;
		}
		for (String option : options.split(",", -1)) {
			int separator = option.indexOf('=');
			if (separator < 0) {
				throw OperationOptions.invalid("Option '" + option.trim() + "' has no value.",
						"Write options as name=value, with commas between them.");
			}
			if (parsed.put(option.substring(0, separator).trim(), option.substring(separator + 1)) != null) {
				throw OperationOptions.invalid("Option '" + option.trim() + "' is given twice.", "Give it once.");
			}
		}
		return parsed;
	}

}
