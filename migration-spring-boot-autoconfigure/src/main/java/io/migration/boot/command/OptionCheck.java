// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.migration.boot.autoconfigure.MigrationPropertyNames;
import io.migration.sql.NearestWord;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Refuses options on the command line that do not exist, or that the command does not
 * take: what was meant would otherwise silently not happen.
 */
final class OptionCheck {

	static final String COMMAND = "migration.command";

	/**
	 * No command asks for them, but they are valid in the configuration of an application
	 * that has the endpoint.
	 */
	private static final List<String> OF_THE_ENDPOINT = List.of("migration.endpoint.rollback");

	private final CommandLine commandLine;

	private final ConfigurableEnvironment environment;

	OptionCheck(ConfigurableEnvironment environment) {
		this.environment = environment;
		this.commandLine = new CommandLine(environment);
	}

	/**
	 * A misspelt option for the command must not start, and thereby migrate, the
	 * application.
	 */
	boolean hasMisspeltCommand() {
		return this.commandLine.names().stream().anyMatch((name) -> !isKnown(name) && COMMAND.equals(nearest(name)));
	}

	void names() {
		for (String name : this.commandLine.names()) {
			if (!isKnown(name)) {
				throw unknown(name);
			}
		}
	}

	void optionsOf(MigrationCommand command) {
		String format = this.environment.getProperty(CommandOption.FORMAT.property(), "");
		if (command != MigrationCommand.LINT && OutputFormat.lenient(format) == OutputFormat.SARIF) {
			throw new CommandUsageException("The command " + command.id() + " has no result in the form sarif.",
					"Use --" + CommandOption.FORMAT.property() + "=json.");
		}
		for (CommandOption option : CommandOption.values()) {
			boolean taken = option == CommandOption.FORMAT || command.options().contains(option);
			if (!taken && this.commandLine.names().stream().anyMatch((name) -> isSame(option.property(), name))) {
				throw new CommandUsageException(
						"The command " + command.id() + " does not take the option --" + option.property() + ".",
						"Leave it out, or see --migration.command=help " + command.id() + ".");
			}
			if (command.required().contains(option)
					&& !StringUtils.hasText(this.environment.getProperty(option.property()))) {
				throw new CommandUsageException(
						"The command " + command.id() + " needs the option --" + option.property() + ".",
						"Add " + option.usage() + ".");
			}
		}
	}

	private static CommandUsageException unknown(String name) {
		String nearest = nearest(name);
		String hint = (nearest != null) ? " Did you mean --" + nearest + "?" : "";
		return new CommandUsageException("There is no option --" + name + "." + hint,
				"Correct the option. --migration.command=help lists the commands with their options.");
	}

	private static @Nullable String nearest(String name) {
		return NearestWord.to(name, known());
	}

	private static boolean isKnown(String name) {
		return known().stream().anyMatch((known) -> isSame(known, name)) || MigrationPropertyNames.maps()
			.stream()
			.anyMatch((map) -> uniform(name).startsWith(uniform(map) + ".")
					|| uniform(name).startsWith(uniform(map) + "["));
	}

	static List<String> known() {
		List<String> known = new ArrayList<>();
		known.add(COMMAND);
		Stream.of(CommandOption.values()).map(CommandOption::property).forEach(known::add);
		known.addAll(MigrationPropertyNames.names());
		known.addAll(OF_THE_ENDPOINT);
		return known;
	}

	private static boolean isSame(String property, String name) {
		return uniform(property).equals(uniform(name.replaceFirst("\\[\\d+]$", "")));
	}

	// The spellings that Spring Boot accepts for one property
	private static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

}
