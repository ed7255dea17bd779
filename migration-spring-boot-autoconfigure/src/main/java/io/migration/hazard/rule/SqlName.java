// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.migration.sql.QualifiedName;

/**
 * Names as they are written in advice, which nobody runs unseen: quotes only where they
 * are needed.
 */
final class SqlName {

	private static final Set<String> RESERVED = Set.of("all", "analyse", "analyze", "and", "any", "array", "as", "asc",
			"both", "case", "cast", "check", "collate", "column", "constraint", "create", "default", "desc", "distinct",
			"do", "else", "end", "except", "false", "fetch", "for", "foreign", "from", "grant", "group", "having", "in",
			"initially", "into", "lateral", "leading", "limit", "not", "null", "offset", "on", "only", "or", "order",
			"placing", "primary", "references", "returning", "select", "some", "symmetric", "table", "then", "to",
			"trailing", "true", "union", "unique", "user", "using", "variadic", "when", "where", "window", "with");

	private static final int LONGEST = 63;

	private SqlName() {
	}

	static String of(String name) {
		return (isPlain(name) && !RESERVED.contains(name)) ? name : "\"" + name.replace("\"", "\"\"") + "\"";
	}

	private static boolean isPlain(String name) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c != '_' && (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9')) {
				return false;
			}
		}
		return !name.isEmpty();
	}

	static String of(QualifiedName name) {
		return (name.schema() != null) ? of(name.schema()) + "." + of(name.name()) : of(name.name());
	}

	static String list(List<String> names) {
		return names.stream().map(SqlName::of).collect(Collectors.joining(", "));
	}

	/**
	 * Make the name of a new object, short enough for the server.
	 */
	static String make(String suffix, String... parts) {
		return of(compose(suffix, List.of(parts)));
	}

	/**
	 * Compose the name of a new object, short enough for the server, without quotes.
	 */
	static String compose(String suffix, List<String> parts) {
		String stem = String.join("_", parts);
		while (stem.getBytes(StandardCharsets.UTF_8).length + suffix.length() + 1 > LONGEST) {
			stem = stem.substring(0, stem.length() - 1);
		}
		return stem + "_" + suffix;
	}

}
