// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.PartitionBound;
import io.migration.hazard.statement.PartitionKey;
import io.migration.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether checks prove to the server which rows a partition has. It understands
 * comparisons of the one key column with constants, which is how such checks are written.
 */
final class BoundProof {

	private BoundProof() {
	}

	// Whether every row of a table to be attached fits
	static boolean implies(TableModel partition, TableModel parent, PartitionBound bound) {
		String column = keyColumn(parent);
		if (column == null || bound.isDefault() || !partition.isProvenNotNull(column)) {
			return false;
		}
		Range wanted = Range.of(bound);
		return wanted != null && conjuncts(partition).stream().anyMatch((check) -> {
			Range range = Range.of(check, column);
			return range != null && wanted.contains(range);
		});
	}

	// Whether no row of the default partition fits
	static boolean excludes(TableModel partition, TableModel parent, PartitionBound bound) {
		String column = keyColumn(parent);
		Range unwanted = Range.of(bound);
		if (column == null || unwanted == null) {
			return false;
		}
		List<List<SqlToken>> parts = conjuncts(partition).stream()
			.flatMap((check) -> Conditions.conjuncts(check).stream())
			.toList();
		return parts.stream().anyMatch((part) -> isNegationOf(part, column, unwanted))
				|| Exclusion.of(parts, column).containsAll(unwanted);
	}

	private static boolean isNegationOf(List<SqlToken> condition, String column, Range unwanted) {
		if (!condition.isEmpty() && condition.get(0).isWord("not")) {
			Range range = Range.of(condition.subList(1, condition.size()), column);
			return range != null && range.contains(unwanted);
		}
		List<List<SqlToken>> sides = Conditions.disjuncts(condition);
		return sides.size() == 2 && sides.stream().allMatch((side) -> unwanted.isApartFrom(Range.of(side, column)))
				&& sides.stream().map((side) -> Range.of(side, column)).allMatch(Objects::nonNull);
	}

	private static @Nullable String keyColumn(TableModel parent) {
		PartitionKey key = parent.traits().partitionKey();
		return (key != null && key.keys().size() == 1 && key.columns().size() == 1) ? key.columns().get(0) : null;
	}

	private static List<List<SqlToken>> conjuncts(TableModel table) {
		List<List<SqlToken>> checks = new ArrayList<>();
		for (ConstraintModel constraint : table.constraints()) {
			Expression expression = constraint.definition().expression();
			if (constraint.validated() && constraint.definition().kind() == ConstraintKind.CHECK
					&& expression != null) {
				checks.add(expression.tokens());
			}
		}
		return checks;
	}

}
