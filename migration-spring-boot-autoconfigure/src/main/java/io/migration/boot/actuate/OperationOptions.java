// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.migration.MigrationVersion;
import io.migration.boot.actuate.OperationRejectedException.Reason;
import io.migration.sql.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * The options of one operation, by the names of the command line; {@code acceptDataLoss}
 * is {@code accept-data-loss}. Whatever is not understood is refused: an option that is
 * passed over may have been the one that keeps data.
 */
final class OperationOptions {

	private final EndpointOperation operation;

	private final Map<String, String> values;

	private OperationOptions(EndpointOperation operation, Map<String, String> values) {
		this.operation = operation;
		this.values = values;
	}

	static OperationOptions of(EndpointOperation operation, Map<String, ? extends @Nullable Object> given) {
		Map<String, String> values = new TreeMap<>();
		given.forEach((name, value) -> {
			String option = kebabCase(name);
			if (!operation.options().contains(option)) {
				throw invalid("Operation '" + operation + "' has no option '" + name + "'.",
						advice(name, option, operation.options()));
			}
			if (value != null && values.put(option, text(name, value)) != null) {
				throw invalid("Option '" + option + "' is given twice.", "Give it once.");
			}
		});
		return new OperationOptions(operation, values);
	}

	private static String kebabCase(String name) {
		return name.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static String advice(String name, String option, Collection<String> known) {
		String nearest = NearestWord.to(option, known);
		if (nearest != null) {
			return "Did you mean '" + nearest + "'?";
		}
		return known.isEmpty() ? "Leave '" + name + "' out: it takes none."
				: "Use one of: " + String.join(", ", known) + ".";
	}

	private static String text(String name, Object value) {
		if (value instanceof String || value instanceof Number || value instanceof Boolean) {
			return value.toString().trim();
		}
		throw invalid("Option '" + name + "' is not a single value.", "Give one text, number or boolean.");
	}

	boolean isEmpty() {
		return this.values.isEmpty();
	}

	boolean has(String option) {
		return this.values.containsKey(option);
	}

	@Nullable String text(String option) {
		String value = this.values.get(option);
		if (value != null && value.isEmpty()) {
			throw invalid("Option '" + option + "' is empty.", "Give it a value or leave it out.");
		}
		return value;
	}

	String requiredText(String option) {
		String value = text(option);
		if (value == null) {
			throw invalid("Operation '" + this.operation + "' needs the option '" + option + "'.",
					"Add \"" + option + "\" to the body of the request.");
		}
		return value;
	}

	@Nullable MigrationVersion version(String option) {
		String value = text(option);
		return (value != null) ? parse(option, value) : null;
	}

	MigrationVersion requiredVersion(String option) {
		return parse(option, requiredText(option));
	}

	private static MigrationVersion parse(String option, String value) {
		MigrationVersion version = MigrationVersion.parse(value);
		if (version == null) {
			throw invalid("Option '" + option + "' is not a version: '" + value + "'.",
					"Use digits separated by '.' or '_', such as 1.2.");
		}
		return version;
	}

	int count(String option) {
		String value = requiredText(option);
		// Nine digits fit, and nobody has more migrations
		if (!value.matches("0*[1-9][0-9]{0,8}")) {
			throw invalid("Option '" + option + "' is not a number of migrations: '" + value + "'.",
					"Give a number that is at least 1.");
		}
		return Integer.parseInt(value);
	}

	// Nothing is faster than this, and nobody can divide by more
	long rate(String option) {
		String value = requiredText(option);
		if (value.equals("none")) {
			return 0;
		}
		if (!value.matches("[0-9]{1,9}")) {
			throw invalid("Option '" + option + "' is not a number of rows per second: '" + value + "'.",
					"Give a number below 1000000000, or none.");
		}
		return Long.parseLong(value);
	}

	boolean flag(String option) {
		String value = text(option);
		if (value != null && !value.equals("true") && !value.equals("false")) {
			throw invalid("Option '" + option + "' is neither true nor false: '" + value + "'.", "Give true or false.");
		}
		return "true".equals(value);
	}

	<E extends Enum<E>> E required(String option, Class<E> type) {
		String value = requiredText(option);
		Collection<String> words = EnumWords.of(type);
		if (!words.contains(value.toLowerCase(Locale.ROOT))) {
			throw invalid("Option '" + option + "' cannot be '" + value + "'.", advice(value, value, words));
		}
		return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
	}

	static OperationRejectedException invalid(String description, String action) {
		return new OperationRejectedException(Reason.INVALID_OPTION, description, action);
	}

}
