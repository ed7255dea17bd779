// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * Prints the result of a command to the standard output, and what went wrong to the
 * standard error output; JSON goes to the standard output in both cases.
 */
final class CommandPrinter {

	private final PrintStream output;

	private final PrintStream errors;

	CommandPrinter(PrintStream output, PrintStream errors) {
		this.output = output;
		this.errors = errors;
	}

	void result(String command, CommandResult result, OutputFormat format) {
		if (format == OutputFormat.JSON) {
			json(command, result.code(), "result", result.value());
		}
		else if (format == OutputFormat.SARIF && result.sarif() != null) {
			json(result.sarif());
		}
		else {
			this.output.println(result.text().stripTrailing());
			this.output.flush();
		}
	}

	void failure(String command, CommandFailure failure, boolean json) {
		this.errors.println(text(command, failure));
		if (failure.unexplained() != null) {
			failure.unexplained().printStackTrace(this.errors);
		}
		this.errors.flush();
		if (json) {
			json(command, failure.code(), "error", error(failure));
		}
	}

	private static Map<String, @Nullable Object> error(CommandFailure failure) {
		Map<String, @Nullable Object> error = new LinkedHashMap<>();
		error.put("code", failure.code());
		error.put("description", failure.description());
		error.put("action", failure.action());
		error.put("problems", failure.problems());
		return error;
	}

	private static String text(String command, CommandFailure failure) {
		String text = "%nThe migration command '%s' ended with exit code %d.%n%n%s%n".formatted(command,
				failure.code().value(), failure.description());
		return (failure.action() != null) ? text + "%nAction:%n%n%s%n".formatted(failure.action()) : text;
	}

	private void json(String command, ExitCode code, String name, Object value) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("command", command);
		members.put("exitCode", code.value());
		members.put(name, value);
		json(members);
	}

	private void json(Object document) {
		String line = JsonWriter.standard().writeToString(JsonValue.of(document)) + "\n";
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		this.output.write(bytes, 0, bytes.length);
		this.output.flush();
	}

}
