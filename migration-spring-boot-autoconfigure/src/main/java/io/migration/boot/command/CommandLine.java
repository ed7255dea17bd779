// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.StringUtils;

/**
 * The part of the command line that is about migrations.
 */
final class CommandLine {

	private static final String PREFIX = "migration.";

	private final ConfigurableEnvironment environment;

	CommandLine(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	List<String> names() {
		Object source = this.environment.getPropertySources()
			.get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
		return (source instanceof EnumerablePropertySource<?> enumerable)
				? Stream.of(enumerable.getPropertyNames()).filter((name) -> name.startsWith(PREFIX)).toList()
				: List.of();
	}

	List<String> words() {
		String words = this.environment.getProperty(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
		return StringUtils.hasLength(words) ? List.of(StringUtils.commaDelimitedListToStringArray(words)) : List.of();
	}

}
