// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.Map;
import java.util.Set;

import io.migration.hazard.statement.TypeName;

/**
 * Tells whether a foreign key can compare its two sides. The server wants the type of the
 * referencing column to become that of the referenced one by itself.
 */
final class KeyTypes {

	private static final Map<String, Set<String>> ACCEPTED = Map.of("int2", Set.of("int2", "int4", "int8"), "int4",
			Set.of("int2", "int4", "int8"), "int8", Set.of("int2", "int4", "int8"), "numeric",
			Set.of("int2", "int4", "int8", "numeric"), "text", Set.of("text", "varchar", "bpchar"), "varchar",
			Set.of("text", "varchar", "bpchar"), "uuid", Set.of("uuid"));

	private KeyTypes() {
	}

	static boolean areComparable(TypeName referencing, TypeName referenced) {
		Set<String> accepted = ACCEPTED.get(referenced.name());
		boolean known = accepted != null && ACCEPTED.containsKey(referencing.name());
		return !known || accepted == null || accepted.contains(referencing.name());
	}

}
