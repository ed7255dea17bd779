// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.function.UnaryOperator;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Constraints that existing rows are compared with when they are added.
 */
final class ConstraintChecks extends AlterCheck {

	static final HazardRule FOREIGN_KEY = HazardRule
		.error("add-foreign-key-validating", RiskClass.BLOCKING,
				"ADD FOREIGN KEY without NOT VALID on a table that existed before")
		.why("All rows are compared with the referenced table, while nobody can write to either of them (SHARE ROW "
				+ "EXCLUSIVE).")
		.advice("Add it with NOT VALID, which looks at no row, and validate it in a transaction of its own.")
		.example(
				"CREATE TABLE customers (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY, "
						+ "customer_id bigint);",
				"ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers;");

	private static final HazardRule CHECK = HazardRule
		.error("add-check-validating", RiskClass.BLOCKING, "ADD CHECK without NOT VALID on a table that existed before")
		.why("All rows are read while the table is locked in ACCESS EXCLUSIVE mode.")
		.advice("Add it with NOT VALID and validate it in a transaction of its own.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY, total int);",
				"ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);");

	static final HazardRule UNIQUE = HazardRule
		.error("add-unique-constraint", RiskClass.BLOCKING, "ADD UNIQUE on a table that existed before")
		.why("The index is built while the table is locked in ACCESS EXCLUSIVE mode: not even readers get in.")
		.advice("Build a unique index with CONCURRENTLY and make it a constraint with USING INDEX.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text);",
				"ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);");

	static final HazardRule PRIMARY_KEY = HazardRule
		.error("add-primary-key", RiskClass.BLOCKING, "ADD PRIMARY KEY on a table that existed before")
		.why("The index is built while the table is locked in ACCESS EXCLUSIVE mode: not even readers get in.")
		.advice("Build a unique index with CONCURRENTLY, make the columns NOT NULL, and use the index with USING INDEX.")
		.example("CREATE TABLE users (id bigint NOT NULL, email text);", "ALTER TABLE users ADD PRIMARY KEY (id);");

	private static final HazardRule EXCLUDE = HazardRule
		.error("add-exclusion-constraint", RiskClass.BLOCKING, "ADD EXCLUDE on a table that existed before")
		.why("The index is built while the table is locked in ACCESS EXCLUSIVE mode, and there is no other form.")
		.advice("Copy the rows to a new table that has the constraint, or do it in a maintenance window.")
		.example("CREATE TABLE bookings (id bigint PRIMARY KEY, during tsrange);",
				"ALTER TABLE bookings ADD CONSTRAINT bookings_once EXCLUDE USING gist (during WITH &&);");

	private static final int NOT_VALID_ON_PARTITIONED = 18;

	@Override
	public List<HazardRule> rules() {
		return List.of(FOREIGN_KEY, CHECK, UNIQUE, PRIMARY_KEY, EXCLUDE);
	}

	@Override
	void check(Alteration alteration, Report report) {
		if (alteration.action() instanceof ConstraintAction.Add add && alteration.onExistingTable()) {
			Draft draft = draft(alteration, add.definition());
			if (draft != null) {
				report.add(draft);
			}
		}
	}

	private static @Nullable Draft draft(Alteration alteration, ConstraintDefinition definition) {
		boolean key = definition.usingIndex() == null;
		return switch (definition.kind()) {
			case FOREIGN_KEY -> definition.isValidating() ? foreignKey(alteration, definition) : null;
			case CHECK -> definition.isValidating() ? validating(CHECK, alteration, definition,
					"Reads all rows of %s while nobody else can read or write them.") : null;
			case UNIQUE -> key ? key(UNIQUE, "UNIQUE", "key", alteration, definition) : null;
			case PRIMARY_KEY -> key ? key(PRIMARY_KEY, "PRIMARY KEY", "pkey", alteration, definition) : null;
			case EXCLUDE -> Draft.of(EXCLUDE, alteration.action().range(),
					"Builds the index while nobody can read or write %s.".formatted(alteration.name()));
			case NOT_NULL -> null;
		};
	}

	private static Draft foreignKey(Alteration alteration, ConstraintDefinition definition) {
		Reference reference = definition.reference();
		String parent = (reference != null) ? SqlName.of(reference.table()) : "the referenced table";
		TableModel table = alteration.table();
		boolean partitioned = table != null && table.kind() == RelationKind.PARTITIONED
				&& !alteration.situation().version().isAtLeast(NOT_VALID_ON_PARTITIONED);
		String message = "Compares all rows of %s with " + parent + " while nobody can write to either of them.";
		return partitioned ? Draft.of(FOREIGN_KEY, alteration.action().range(), message.formatted(alteration.name()))
				: validating(FOREIGN_KEY, alteration, definition, message);
	}

	private static Draft validating(HazardRule rule, Alteration alteration, ConstraintDefinition definition,
			String message) {
		String name = ConstraintNames.of(alteration, definition);
		String text = alteration.text();
		String added = (definition.name() != null) ? text
				: "ADD CONSTRAINT " + name + " " + text.substring("ADD".length()).stripLeading();
		return Draft.of(rule, alteration.action().range(), message.formatted(alteration.name()))
			.recipe("BEGIN;", alteration.alter(added + " NOT VALID"), "COMMIT;",
					alteration.alter("VALIDATE CONSTRAINT " + name));
	}

	private static Draft key(HazardRule rule, String kind, String suffix, Alteration alteration,
			ConstraintDefinition definition) {
		String name = ConstraintNames.of(alteration, definition);
		String attributes = definition.deferrable() ? " DEFERRABLE" : "";
		Draft draft = Draft.of(rule, alteration.action().range(),
				"Builds the index while nobody can read or write %s.".formatted(alteration.name()));
		if (definition.nullsNotDistinct() || isPartitioned(alteration)) {
			return draft;
		}
		return draft.recipe(
				"CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + alteration.name() + " ("
						+ SqlName.list(definition.columns()) + ");",
				alteration.alter("ADD CONSTRAINT " + name + " " + kind + " USING INDEX " + name + attributes));
	}

	private static boolean isPartitioned(Alteration alteration) {
		TableModel table = alteration.table();
		return table != null && table.kind() == RelationKind.PARTITIONED;
	}

	/**
	 * Names as the server would choose them.
	 */
	static final class ConstraintNames {

		private ConstraintNames() {
		}

		static String of(Alteration alteration, ConstraintDefinition definition) {
			String name = definition.name();
			if (name != null) {
				return SqlName.of(name);
			}
			return free(alteration.table(), (label) -> make(alteration.plainName(), label, definition),
					switch (definition.kind()) {
						case PRIMARY_KEY -> "pkey";
						case FOREIGN_KEY -> "fkey";
						case UNIQUE -> "key";
						default -> "check";
					});
		}

		// The old key of a table keeps its name until it is gone
		private static String free(@Nullable TableModel table, UnaryOperator<String> names, String label) {
			String name = names.apply(label);
			for (int i = 1; table != null && isTaken(table, name); i++) {
				name = names.apply(label + i);
			}
			return SqlName.of(name);
		}

		private static boolean isTaken(TableModel table, String name) {
			return table.constraint(name) != null
					|| table.indexes().stream().anyMatch((index) -> index.name().name().equals(name));
		}

		private static String make(String table, String label, ConstraintDefinition definition) {
			String columns = String.join("_", definition.columns());
			boolean isPrimary = definition.kind() == ConstraintKind.PRIMARY_KEY;
			return SqlName.compose(label, (isPrimary || columns.isEmpty()) ? List.of(table) : List.of(table, columns));
		}

	}

}
