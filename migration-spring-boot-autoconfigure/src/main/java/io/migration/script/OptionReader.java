// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migration.sql.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options on the marker line of a section.
 */
final class OptionReader {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)|0");

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

	private static final Pattern THROTTLES = Pattern.compile("[a-z0-9-]+(,[a-z0-9-]+)*");

	private final Section section;

	private final Marker marker;

	private final FileProblems problems;

	OptionReader(Section section, FileProblems problems) {
		this.section = section;
		this.marker = section.marker();
		this.problems = problems;
	}

	/**
	 * Read the options.
	 * @param configured what the settings beside the script say about transactions
	 * @return the options
	 */
	StepOptions read(TransactionMode configured) {
		checkNames();
		checkOf();
		boolean backfill = this.section.type() == SectionType.BACKFILL;
		return new StepOptions(transaction(backfill ? TransactionMode.AUTO : configured), duration("lock-timeout"),
				duration("statement-timeout"), flag("placeholders", true), backfill ? backfill() : null);
	}

	private void checkNames() {
		SectionType type = this.section.type();
		new OptionNames(type.word(), type.options(), this.problems).check(this.marker);
		for (String word : this.marker.words()) {
			String nearest = NearestWord.to(word, type.options());
			add("'" + word + "' is not of the form name=value",
					((nearest != null) ? "Did you mean '" + nearest + "=...'? " : "") + "Valid here are "
							+ String.join(", ", type.options()) + ".");
		}
	}

	private void checkOf() {
		String of = this.marker.option("of");
		if (of != null && !of.equals("contract")) {
			addInvalid("of", of, "Use of=contract; a section 'down' without it undoes up and backfills.");
		}
	}

	private TransactionMode transaction(TransactionMode configured) {
		String value = this.marker.option("transaction");
		if (value == null) {
			return configured;
		}
		TransactionMode mode = switch (value) {
			case "auto" -> TransactionMode.AUTO;
			case "on", "true" -> TransactionMode.ON;
			case "off", "false" -> TransactionMode.OFF;
			default -> null;
		};
		if (mode == null) {
			addInvalid("transaction", value, "Use auto, on or off.");
			return configured;
		}
		if (configured != TransactionMode.AUTO && configured != mode) {
			add("The section says transaction=" + value + ", the settings beside the script say the opposite",
					"Remove executeInTransaction from the .conf file.");
		}
		return mode;
	}

	private @Nullable Duration duration(String name) {
		String value = this.marker.option(name);
		if (value == null) {
			return null;
		}
		Matcher matcher = DURATION.matcher(value);
		if (!matcher.matches()) {
			addInvalid(name, value, "Use a number with a unit, such as 500ms, 2s, 1m or 1h, or 0 for no limit.");
			return null;
		}
		if (matcher.group(1) == null) {
			return Duration.ZERO;
		}
		long number = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(number);
			case "s" -> Duration.ofSeconds(number);
			case "m" -> Duration.ofMinutes(number);
			default -> Duration.ofHours(number);
		};
	}

	private boolean flag(String name, boolean otherwise) {
		String value = this.marker.option(name);
		if (value == null) {
			return otherwise;
		}
		boolean on = value.equals("on") || value.equals("true");
		if (!on && !value.equals("off") && !value.equals("false")) {
			addInvalid(name, value, "Use on, off, true or false.");
			return otherwise;
		}
		return on;
	}

	private BackfillOptions backfill() {
		String table = this.marker.option("table");
		if (table == null) {
			add("The backfill does not say which table it walks through", "Add table=<name>.");
		}
		String name = this.marker.option("name");
		if (name != null && !NAME.matcher(name).matches()) {
			addInvalid("name", name, "Use letters, digits, '_' and '-'.");
		}
		return new BackfillOptions((table != null) ? table : "", this.marker.option("alias"), key(), batch(),
				throttle(), flag("once", false));
	}

	private @Nullable String throttle() {
		String value = this.marker.option("throttle");
		if (value != null && !THROTTLES.matcher(value).matches()) {
			addInvalid("throttle", value, "Use off, or names of throttles separated by commas, such as "
					+ "throttle=replication-lag,lock-waits.");
			return null;
		}
		return value;
	}

	private List<String> key() {
		String value = this.marker.option("key");
		List<String> columns = new ArrayList<>();
		if (value != null) {
			for (String column : value.split(",", -1)) {
				columns.add(column.strip());
			}
			if (columns.contains("")) {
				addInvalid("key", value, "Use column names separated by commas, such as key=tenant_id,id.");
			}
		}
		return columns;
	}

	private @Nullable Integer batch() {
		String value = this.marker.option("batch");
		if (value == null) {
			return null;
		}
		boolean digits = value.chars().allMatch((c) -> c >= '0' && c <= '9');
		if (!digits || value.length() > 9 || new BigInteger(value).signum() == 0) {
			addInvalid("batch", value, "Use a number of rows, such as batch=1000.");
			return null;
		}
		return Integer.valueOf(value);
	}

	private void addInvalid(String name, String value, String action) {
		add("The value '" + value + "' of '" + name + "' is not valid", action);
	}

	private void add(String message, String action) {
		this.problems.add(this.marker.line(), message, action);
	}

}
