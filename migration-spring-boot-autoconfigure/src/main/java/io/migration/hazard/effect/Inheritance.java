// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;

/**
 * Tells what the server refuses since parents and children have to stay alike.
 */
final class Inheritance {

	private Inheritance() {
	}

	// A partition has the columns of its parent and no others
	static void addColumn(AlterTarget target) {
		TableModel table = target.table();
		if (table != null && table.links().parents().stream().anyMatch(Inheritance::isPartitioned)) {
			target.effect().fail(Failure.INHERITED);
		}
		refuseOnly(target);
	}

	static void changeColumn(AlterTarget target, String column) {
		TableModel table = target.table();
		boolean inherited = table != null
				&& table.links().parents().stream().anyMatch((parent) -> parent.column(column) != null);
		if (inherited) {
			target.effect().fail(Failure.INHERITED);
		}
		refuseOnly(target);
	}

	static void dropColumn(AlterTarget target, String column) {
		if (target.isPartitioned() || !target.alter().only()) {
			changeColumn(target, column);
		}
	}

	static void addConstraint(AlterTarget target, ConstraintDefinition constraint) {
		boolean shared = switch (constraint.kind()) {
			case CHECK, NOT_NULL -> !constraint.noInherit();
			case FOREIGN_KEY -> target.isPartitioned();
			case UNIQUE, PRIMARY_KEY, EXCLUDE -> false;
		};
		if (shared) {
			refuseOnly(target);
		}
	}

	static void dropConstraint(AlterTarget target, String constraint) {
		TableModel table = target.table();
		boolean inherited = table != null
				&& table.links().parents().stream().anyMatch((parent) -> isShared(parent, constraint));
		if (inherited) {
			target.effect().fail(Failure.INHERITED);
		}
	}

	private static boolean isShared(TableModel parent, String name) {
		ConstraintModel constraint = parent.constraint(name);
		return constraint != null && constraint.definition().kind() == ConstraintKind.CHECK
				&& !constraint.definition().noInherit();
	}

	static void setNotNull(AlterTarget target) {
		if (target.isPartitioned()) {
			refuseOnly(target);
		}
	}

	private static void refuseOnly(AlterTarget target) {
		TableModel table = target.table();
		if (target.alter().only() && table != null && !table.links().children().isEmpty()) {
			target.effect().fail(Failure.CHILDREN_LEFT_OUT);
		}
	}

	private static boolean isPartitioned(TableModel table) {
		return table.kind() == RelationKind.PARTITIONED;
	}

}
