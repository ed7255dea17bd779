// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.migration.sql.QualifiedName;

/**
 * What is known of the policies of tables. The catalog is not asked for them.
 *
 * @since 1.0.0
 */
public final class Policies {

	private final Map<QualifiedName, Set<String>> names = new HashMap<>();

	Policies() {
	}

	/**
	 * Return whether an earlier script has made a policy that lets somebody through.
	 * @param table the name of the table with its schema
	 * @return {@code true} if one is left
	 */
	public boolean has(QualifiedName table) {
		return !this.names.getOrDefault(table, Set.of()).isEmpty();
	}

	void add(QualifiedName table, String policy) {
		this.names.computeIfAbsent(table, (name) -> new TreeSet<>()).add(policy);
	}

	void remove(QualifiedName table, String policy) {
		this.names.getOrDefault(table, new TreeSet<>()).remove(policy);
	}

}
