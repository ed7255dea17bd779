// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import io.migration.MigrationVersion;
import io.migration.ScriptOptions;
import io.migration.script.ScriptName.Role;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names of files as Flyway does, and tells what a name that it does not know
 * was probably meant to be.
 */
final class ScriptNameParser {

	private static final String CONFIG_SUFFIX = ".conf";

	private static final String BASELINE_PREFIX = "B";

	private final ScriptOptions options;

	private final List<Prefix> prefixes;

	private final List<String> suffixes;

	ScriptNameParser(ScriptOptions options) {
		this.options = options;
		this.prefixes = new ArrayList<>(List.of(new Prefix(options.versionPrefix(), Role.VERSIONED),
				new Prefix(options.undoPrefix(), Role.UNDO), new Prefix(options.repeatablePrefix(), Role.REPEATABLE)));
		Collections.sort(this.prefixes);
		this.suffixes = new ArrayList<>(options.suffixes());
		this.suffixes.sort(new LongestFirst());
	}

	ScriptName parse(String fileName) {
		for (String suffix : this.suffixes) {
			if (fileName.endsWith(suffix)) {
				return parse(fileName, fileName.substring(0, fileName.length() - suffix.length()), suffix);
			}
			if (fileName.endsWith(suffix + CONFIG_SUFFIX)) {
				return ScriptName.other(Role.CONFIG);
			}
		}
		return parseWithoutSuffix(fileName);
	}

	private ScriptName parseWithoutSuffix(String fileName) {
		for (String suffix : this.suffixes) {
			int start = fileName.length() - suffix.length();
			if (start > 0 && fileName.regionMatches(true, start, suffix, 0, suffix.length())) {
				return ScriptName.mistake(Role.SUSPICIOUS,
						"ends with '" + fileName.substring(start) + "' and is ignored: case matters",
						"Rename it to '" + fileName.substring(0, start) + suffix + "'.");
			}
		}
		return ScriptName.other(Role.IGNORED);
	}

	private ScriptName parse(String fileName, String stem, String suffix) {
		if (isCallback(stem)) {
			return ScriptName.mistake(Role.INVALID, "is a callback script of Flyway, which is not supported",
					"Move what it does into a migration or into a MigrationListener bean, and remove the file.");
		}
		if (isBaseline(stem)) {
			return ScriptName.mistake(Role.INVALID, "is a baseline script of Flyway, which is not supported",
					"Keep the versioned scripts that it stands for, and remove the file.");
		}
		for (Prefix prefix : this.prefixes) {
			if (stem.startsWith(prefix.text())) {
				ScriptName name = parse(prefix, stem.substring(prefix.text().length()), suffix);
				if (name != null) {
					return name;
				}
			}
		}
		return unknown(fileName, stem, suffix);
	}

	/**
	 * Parse what follows a prefix.
	 * @param prefix the prefix
	 * @param rest what follows it, without the suffix
	 * @param suffix the suffix
	 * @return the name, or {@code null} if it only happens to start with these letters
	 */
	private @Nullable ScriptName parse(Prefix prefix, String rest, String suffix) {
		int separator = rest.indexOf(this.options.separator());
		String version = (separator >= 0) ? rest.substring(0, separator) : rest;
		String description = (separator >= 0)
				? rest.substring(separator + this.options.separator().length()).replace('_', ' ') : "";
		if (!rest.startsWith(this.options.separator()) && !startsWithDigit(rest)) {
			return null;
		}
		if (prefix.role() == Role.REPEATABLE) {
			return version.isEmpty() ? described(prefix, null, description, suffix)
					: invalid(prefix, "is named like a repeatable script but has a version", suffix);
		}
		MigrationVersion parsed = MigrationVersion.parse(version);
		if (parsed == null) {
			return invalid(prefix, version.isEmpty() ? "has no version" : "has the invalid version '" + version + "'",
					suffix);
		}
		return described(prefix, parsed, description, suffix);
	}

	private ScriptName described(Prefix prefix, @Nullable MigrationVersion version, String description, String suffix) {
		return description.isBlank() ? invalid(prefix, "has no description", suffix)
				: ScriptName.script(prefix.role(), version, description);
	}

	private ScriptName invalid(Prefix prefix, String message, String suffix) {
		return ScriptName.mistake(Role.INVALID, message, "Rename it to the form '" + form(prefix, suffix) + "'.");
	}

	private ScriptName unknown(String fileName, String stem, String suffix) {
		for (Prefix prefix : this.prefixes) {
			int length = prefix.text().length();
			boolean otherCase = length > 0 && stem.regionMatches(true, 0, prefix.text(), 0, length);
			ScriptName meant = otherCase ? parse(prefix, stem.substring(length), suffix) : null;
			if (meant != null && meant.role() == prefix.role()) {
				return ScriptName.mistake(Role.SUSPICIOUS, "is ignored: case matters",
						"Rename it to '" + prefix.text() + fileName.substring(length) + "'.");
			}
		}
		return ScriptName.mistake(Role.SUSPICIOUS, "is ignored: its name is not that of a migration",
				"Rename it to the form '" + form(versioned(), suffix) + "', or move it elsewhere.");
	}

	private String form(Prefix prefix, String suffix) {
		String version = (prefix.role() == Role.REPEATABLE) ? "" : "<version>";
		return prefix.text() + version + this.options.separator() + "<description>" + suffix;
	}

	private Prefix versioned() {
		return new Prefix(this.options.versionPrefix(), Role.VERSIONED);
	}

	private boolean isCallback(String stem) {
		int separator = stem.indexOf(this.options.separator());
		String event = (separator >= 0) ? stem.substring(0, separator) : stem;
		String prefix = this.options.versionPrefix();
		return FlywayEvents.contains(event)
				|| (event.startsWith(prefix) && FlywayEvents.contains(event.substring(prefix.length())));
	}

	private boolean isBaseline(String stem) {
		if (!stem.startsWith(BASELINE_PREFIX)) {
			return false;
		}
		int separator = stem.indexOf(this.options.separator());
		boolean free = this.prefixes.stream().noneMatch((prefix) -> prefix.text().equals(BASELINE_PREFIX));
		return free && separator > 0 && MigrationVersion.parse(stem.substring(1, separator)) != null;
	}

	private static boolean startsWithDigit(String text) {
		return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
	}

	/**
	 * The first letters of a name. The longest come first.
	 *
	 * @param text the letters
	 * @param role what they stand for
	 */
	private record Prefix(String text, Role role) implements Comparable<Prefix> {

		@Override
		public int compareTo(Prefix other) {
			return Integer.compare(other.text.length(), this.text.length());
		}

	}

	/**
	 * A class, as every start needs it, and a fresh JVM loads one faster than it builds a
	 * lambda.
	 */
	private static final class LongestFirst implements Comparator<String> {

		@Override
		public int compare(String one, String other) {
			return Integer.compare(other.length(), one.length());
		}

	}

}
