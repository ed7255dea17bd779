// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.Set;

import io.migration.Finding.Fix;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.rule.Situation;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.SourceRange;
import io.migration.hazard.statement.TableStatement;
import io.migration.script.TransactionMode;
import io.migration.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Recipes that do exactly what the statement does, so that they may be put in its place.
 */
final class Fixes {

	private static final Set<String> EXACT = Set.of("create-index-not-concurrent", "drop-index-not-concurrent",
			"reindex-not-concurrent", "add-foreign-key-validating", "add-check-validating", "add-unique-constraint");

	private Fixes() {
	}

	static @Nullable Fix of(Draft draft, Situation situation) {
		String recipe = draft.recipe();
		if (recipe == null || !EXACT.contains(draft.rule().id()) || !isWhole(situation) || !isNamed(situation)
				|| !mayBeCut(situation)) {
			return null;
		}
		SourceRange whole = SourceRange.of(situation.sql().tokens());
		return new Fix(Positions.of(whole, situation.sql()), situation.sql().text(),
				recipe.substring(0, recipe.length() - 1));
	}

	// The name that the server would choose for a CHECK depends on what is in it
	private static boolean isNamed(Situation situation) {
		return !(situation.action() instanceof TableStatement.Alter alter) || alter.actions()
			.stream()
			.noneMatch((action) -> action instanceof ConstraintAction.Add add
					&& add.definition().kind() == ConstraintKind.CHECK && add.definition().name() == null);
	}

	// Not a part of a statement
	private static boolean isWhole(Situation situation) {
		return !(situation.action() instanceof TableStatement.Alter alter && alter.actions().size() > 1)
				&& !(situation.action() instanceof DropStatement drop && drop.names().size() > 1);
	}

	// Where the script says nothing about transactions, the engine cuts it where it has
	// to
	private static boolean mayBeCut(Situation situation) {
		return situation.step().options().transaction() == TransactionMode.AUTO && situation.step()
			.statements()
			.stream()
			.noneMatch((statement) -> statement.sql().kind() == StatementKind.BEGIN);
	}

}
