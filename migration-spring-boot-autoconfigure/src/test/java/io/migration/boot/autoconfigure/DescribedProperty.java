// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A property as the metadata describe it.
 *
 * @param name its name
 * @param group the name of its group
 * @param type the name of its type
 * @param defaultValue its default, if one is told
 * @param description what it does
 */
record DescribedProperty(String name, String group, String type, @Nullable Object defaultValue, String description) {

	static final String COMMANDS = "migration.command";

	static final String THROTTLES = "migration.backfill.throttle";

	private static final Map<String, String> SIMPLE_TYPES = Map.of("java.lang.Boolean", "boolean", "java.lang.Double",
			"number", "java.lang.Integer", "integer", "java.lang.Long", "integer", "java.lang.String", "text",
			"java.time.Duration", "duration", "org.springframework.util.unit.DataSize", "size");

	static DescribedProperty of(Map<String, Object> metadata) {
		String name = (String) metadata.get("name");
		boolean command = String.valueOf(metadata.get("sourceType")).endsWith(".MigrationCommandProperties");
		String group = command ? COMMANDS : group(name);
		return new DescribedProperty(name, group.startsWith("management.") ? "management" : group,
				(String) metadata.get("type"), metadata.get("defaultValue"), (String) metadata.get("description"));
	}

	String row() {
		return "| `%s` | %s | %s | %s |\n".formatted(this.name, displayType(), displayDefault(),
				this.description.replace("|", "\\|"));
	}

	private String displayType() {
		String raw = this.type.replaceFirst("<.*", "");
		return switch (raw) {
			case "java.util.List", "java.util.Set" -> "list";
			case "java.util.Map" -> "map";
			default -> SIMPLE_TYPES.containsKey(raw) ? SIMPLE_TYPES.get(raw) : oneOf();
		};
	}

	private String oneOf() {
		Object[] constants = ClassUtils.resolveClassName(this.type, null).getEnumConstants();
		return Arrays.stream(constants).map((constant) -> code(dashed(constant))).collect(Collectors.joining(", "));
	}

	private String displayDefault() {
		return (this.defaultValue != null) ? code(value()) : "";
	}

	/**
	 * Return the default as it is written in a file of properties.
	 */
	String value() {
		if (this.defaultValue instanceof List<?> values) {
			return values.stream().map(String::valueOf).collect(Collectors.joining(","));
		}
		return isEnum() ? dashed(this.defaultValue) : String.valueOf(this.defaultValue);
	}

	// Each throttle has few properties and all have the same ones
	private static String group(String name) {
		return name.startsWith(THROTTLES + ".") ? THROTTLES : name.substring(0, name.lastIndexOf('.'));
	}

	boolean isEnum() {
		return !this.type.startsWith("java.") && !SIMPLE_TYPES.containsKey(this.type);
	}

	private static String dashed(@Nullable Object constant) {
		return String.valueOf(constant).toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static String code(String text) {
		return "`" + text + "`";
	}

}
