// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.ArrayList;
import java.util.List;

import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Statements that hold others which run with them.
 */
final class NestedActions {

	private NestedActions() {
	}

	/**
	 * Return a statement with all that runs inside of it.
	 * @param action the statement
	 * @return the statement first
	 */
	static List<SqlAction> of(SqlAction action) {
		List<SqlAction> all = new ArrayList<>();
		if (action instanceof DataStatement.Explain explain) {
			// Without ANALYZE nothing runs
			if (explain.analyze()) {
				all.addAll(of(explain.statement()));
			}
			return all;
		}
		all.add(action);
		inside(action).forEach((nested) -> all.addAll(of(nested)));
		return all;
	}

	static boolean isSingle(SqlAction action) {
		return inside(action).isEmpty();
	}

	/**
	 * Return the schema in which the statements inside are.
	 * @param action the statement
	 * @return the schema, {@code null} if it makes none or nothing in it
	 */
	static @Nullable QualifiedName schemaOf(SqlAction action) {
		return (action instanceof ObjectStatement.Create create && !create.statements().isEmpty()) ? create.name()
				: null;
	}

	private static List<SqlAction> inside(SqlAction action) {
		if (action instanceof RoutineStatement.DoBlock block) {
			return block.statements();
		}
		if (action instanceof DataStatement.With with) {
			return with.statements();
		}
		return (action instanceof ObjectStatement.Create create) ? create.statements() : List.of();
	}

}
