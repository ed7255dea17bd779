// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.HashSet;
import java.util.Set;

/**
 * The names that Flyway gives a meaning as callback scripts.
 */
final class FlywayEvents {

	private static final Set<String> NAMES = names();

	private FlywayEvents() {
	}

	static boolean contains(String name) {
		return NAMES.contains(name);
	}

	private static Set<String> names() {
		Set<String> names = new HashSet<>(Set.of("createSchema", "beforeCreateSchema", "beforeConnect", "afterConnect",
				"beforeRepeatables", "afterVersioned", "beforeEachMigrateStatement", "afterEachMigrateStatement",
				"afterEachMigrateStatementError", "beforeEachUndoStatement", "afterEachUndoStatement",
				"afterEachUndoStatementError"));
		for (String action : Set.of("Clean", "Migrate", "EachMigrate", "Undo", "EachUndo", "Validate", "Baseline",
				"Repair", "Info", "Deploy")) {
			names.add("before" + action);
			names.add("after" + action);
			names.add("after" + action + "Error");
			names.add("after" + action + "OperationFinish");
		}
		return names;
	}

}
