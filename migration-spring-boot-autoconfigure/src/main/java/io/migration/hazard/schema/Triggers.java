// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.HashMap;
import java.util.Map;

import io.migration.sql.QualifiedName;

/**
 * The triggers that scripts have made, and the functions that they call.
 *
 * @since 1.0.0
 */
public final class Triggers {

	private final Map<QualifiedName, Map<String, QualifiedName>> functions = new HashMap<>();

	Triggers() {
	}

	/**
	 * Return whether a trigger of a table calls a function.
	 * @param table the table with its schema
	 * @param function the function
	 * @return {@code true} if a script says so
	 */
	public boolean isCalledFor(QualifiedName table, QualifiedName function) {
		return this.functions.getOrDefault(table, Map.of())
			.values()
			.stream()
			.anyMatch((called) -> called.name().equals(function.name()));
	}

	void add(QualifiedName table, String trigger, QualifiedName function) {
		this.functions.computeIfAbsent(table, (name) -> new HashMap<>()).put(trigger, function);
	}

	void remove(QualifiedName table, String trigger) {
		this.functions.getOrDefault(table, new HashMap<>()).remove(trigger);
	}

}
