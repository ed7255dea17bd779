// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.schema.ViewModel;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.LockMode;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;

/**
 * What {@code DROP FUNCTION} takes along: triggers, defaults, checks, indexes and views.
 */
final class RoutineRemoval {

	private RoutineRemoval() {
	}

	static void collect(QualifiedName routine, boolean cascade, EffectBuilder effect) {
		for (TableModel table : effect.schema().tables()) {
			boolean needs = effect.schema().triggers().isCalledFor(table.name(), routine) || isUsing(table, routine);
			if (needs && !cascade) {
				effect.fail(Failure.DEPENDENT);
			}
			else if (needs && table.view() != null) {
				DropEffects.dropTree(table, effect);
			}
			else if (needs) {
				effect.lock(table, LockMode.ACCESS_EXCLUSIVE);
			}
		}
		if (cascade) {
			effect.notComplete();
		}
	}

	private static boolean isUsing(TableModel table, QualifiedName routine) {
		ViewModel view = table.view();
		Stream<Expression> expressions = Stream.concat(
				table.columns().stream().map(ColumnModel::defaultValue).filter(Objects::nonNull),
				table.constraints().stream().map((constraint) -> constraint.definition().expression()));
		return Stream.concat(expressions, Stream.ofNullable((view != null) ? view.query() : null))
			.filter(Objects::nonNull)
			.anyMatch((expression) -> isCalled(routine, expression.tokens()))
				|| table.indexes()
					.stream()
					.flatMap((index) -> index.keys().stream())
					.anyMatch((key) -> isCalled(routine, key.expression()));
	}

	private static boolean isCalled(QualifiedName routine, List<SqlToken> tokens) {
		for (int i = 0; i + 1 < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			boolean named = token.isIdentifier() && token.identifier().equals(routine.name());
			if (named && tokens.get(i + 1).isSymbol("(")) {
				return true;
			}
		}
		return false;
	}

}
