// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;

/**
 * Writes properties as YAML: names with the same beginning below each other.
 */
final class YamlKeys {

	private final StringBuilder text;

	private List<String> parents = List.of();

	YamlKeys(StringBuilder text) {
		this.text = text;
	}

	/**
	 * Append a property.
	 * @param name its name, which comes behind that of the one before
	 * @param value its value
	 */
	void append(String name, String value) {
		List<String> keys = List.of(name.split("\\."));
		int depth = 0;
		while (depth < this.parents.size() && this.parents.get(depth).equals(keys.get(depth))) {
			depth++;
		}
		for (; depth < keys.size() - 1; depth++) {
			this.text.append("  ".repeat(depth)).append(keys.get(depth)).append(":\n");
		}
		this.text.append("  ".repeat(depth)).append(keys.get(depth)).append(": ").append(quoted(value)).append("\n");
		this.parents = keys.subList(0, keys.size() - 1);
	}

	// A version is a text, and 1.10 would be the number 1.1
	private static String quoted(String value) {
		return value.matches("[\\d.]+") ? "\"" + value + "\"" : value;
	}

}
