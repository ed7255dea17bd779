// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the commands do.
 */
final class Help {

	private static final String EXIT_CODES = """
			Exit codes: 0 done, 1 unexpected failure, 2 something is pending (validate), 3 it would do harm, 5 lock \
			not obtained, 6 failed, 7 scripts, options or settings are wrong.""";

	private final CommandInput input;

	Help(CommandInput input) {
		this.input = input;
	}

	CommandResult show() {
		List<MigrationCommand> commands = this.input.words().isEmpty() ? List.of(MigrationCommand.values())
				: this.input.words().stream().map(MigrationCommand::named).toList();
		String text = this.input.words().isEmpty() ? overview() : details(commands);
		return new CommandResult(Map.of("commands", commands.stream().map(Help::value).toList()), text);
	}

	private static String overview() {
		String lines = Stream.of(MigrationCommand.values())
			.map((command) -> "  %-9s %s".formatted(command.id(), firstSentence(command.summary())))
			.collect(Collectors.joining(System.lineSeparator()));
		return """
				Run a migration command instead of the application:

				  java -jar application.jar --migration.command=<command>

				%s

				Options of one command: --migration.command=help <command>
				For machines: --migration.format=json
				%s""".formatted(lines, EXIT_CODES);
	}

	private static String firstSentence(String text) {
		int end = text.indexOf(". ");
		return (end < 0) ? text : text.substring(0, end + 1);
	}

	private static String details(List<MigrationCommand> commands) {
		return commands.stream().map(Help::details).collect(Collectors.joining(System.lineSeparator()));
	}

	private static String details(MigrationCommand command) {
		StringBuilder text = new StringBuilder(
				"--migration.command=%s%n%n%s%n".formatted(command.id(), command.summary()));
		for (CommandOption option : command.options()) {
			text.append("%n  %s%n      %s%s".formatted(option.usage(), option.summary(),
					command.required().contains(option) ? " (required)" : ""));
		}
		return text.append(System.lineSeparator()).toString();
	}

	private static Map<String, Object> value(MigrationCommand command) {
		Map<String, Object> value = new LinkedHashMap<>();
		value.put("name", command.id());
		value.put("summary", command.summary());
		value.put("options", command.options().stream().map(CommandOption::property).toList());
		value.put("required", command.required().stream().map(CommandOption::property).sorted().toList());
		return value;
	}

}
