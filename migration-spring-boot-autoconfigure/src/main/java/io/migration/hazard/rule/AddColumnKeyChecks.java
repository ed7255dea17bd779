// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ColumnDefinition;
import io.migration.hazard.statement.ConstraintKind;

/**
 * Keys that come with a new column.
 */
final class AddColumnKeyChecks extends AlterCheck {

	@Override
	public List<HazardRule> rules() {
		// They are those of keys that are added by themselves
		return List.of();
	}

	@Override
	void check(Alteration alteration, Report report) {
		if (!(alteration.action() instanceof ColumnAction.Add add) || !alteration.onExistingTable()) {
			return;
		}
		ColumnDefinition definition = add.definition();
		if (definition.has(ConstraintKind.PRIMARY_KEY)) {
			report.add(Draft.of(ConstraintChecks.PRIMARY_KEY, add.range(), message(alteration)));
		}
		else if (definition.has(ConstraintKind.UNIQUE)) {
			String index = SqlName.make("key", alteration.plainName(), definition.name());
			report.add(Draft.of(ConstraintChecks.UNIQUE, add.range(), message(alteration))
				.recipe("CREATE UNIQUE INDEX CONCURRENTLY " + index + " ON " + alteration.name() + " ("
						+ SqlName.of(definition.name()) + ");",
						alteration.alter("ADD CONSTRAINT " + index + " UNIQUE USING INDEX " + index)));
		}
		boolean filled = definition.defaultValue() != null && !definition.defaultValue().isNull();
		if (filled && definition.constraints()
			.stream()
			.anyMatch((constraint) -> constraint.kind() == ConstraintKind.FOREIGN_KEY && constraint.isValidating())) {
			report.add(Draft.of(ConstraintChecks.FOREIGN_KEY, add.range(),
					"Compares all rows of %s with the referenced table while nobody can write to either of them."
						.formatted(alteration.name())));
		}
	}

	private static String message(Alteration alteration) {
		return "Builds the index while nobody can read or write %s.".formatted(alteration.name());
	}

}
