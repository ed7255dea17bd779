// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ColumnDefinition;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.IndexKey;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.Reference;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TypeName;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Foreign keys that will be regretted.
 */
final class ForeignKeyDesignChecks implements Check {

	private static final HazardRule NO_INDEX = HazardRule
		.warning("foreign-key-without-index", RiskClass.SAFE,
				"A foreign key whose columns are not the first ones of an index")
		.why("Each DELETE in the referenced table, and each change of its key, reads all rows here.")
		.advice("Create an index on the columns.")
		.example("CREATE TABLE customers (id bigint PRIMARY KEY);",
				"CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);");

	private static final HazardRule TYPES = HazardRule
		.warning("foreign-key-type-mismatch", RiskClass.SAFE,
				"A foreign key column whose type is not that of the referenced one")
		.why("Values do not fit one day, and comparisons need casts.")
		.advice("Use the same type.")
		.example("CREATE TABLE customers (id bigint PRIMARY KEY);",
				"CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customers);")
		.needs(HazardRule.Scope.SCHEMA);

	@Override
	public List<HazardRule> rules() {
		return List.of(NO_INDEX, TYPES);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		QualifiedName table = table(action);
		if (table != null) {
			ForeignKeyChecks.keys(action).forEach((key) -> key(situation, table, key, report));
		}
	}

	private static @Nullable QualifiedName table(SqlAction action) {
		if (action instanceof TableStatement.Create create) {
			return create.name();
		}
		return (action instanceof TableStatement.Alter alter) ? alter.name() : null;
	}

	private static void key(Situation situation, QualifiedName table, ConstraintDefinition key, Report report) {
		if (key.columns().isEmpty() || key.reference() == null) {
			return;
		}
		if (mayJudgeIndexes(situation, table) && !isIndexed(situation, table, key.columns())) {
			report.add(Draft
				.of(NO_INDEX, key.range(),
						"Each DELETE in %s reads all rows of %s.".formatted(SqlName.of(key.reference().table()),
								SqlName.of(table)))
				.recipe("CREATE INDEX " + (situation.isExisting(table) ? "CONCURRENTLY " : "")
						+ SqlName.make("idx", table.name(), String.join("_", key.columns())) + " ON "
						+ SqlName.of(table) + " (" + SqlName.list(key.columns()) + ");"));
		}
		types(situation, table, key, key.reference(), report);
	}

	// Of a table that is not known, neither are its indexes
	private static boolean mayJudgeIndexes(Situation situation, QualifiedName table) {
		TableModel known = situation.schema().table(table);
		return situation.action() instanceof TableStatement.Create || (known != null && known.isComplete());
	}

	private static boolean isIndexed(Situation situation, QualifiedName table, List<String> columns) {
		TableModel known = situation.schema().table(table);
		Stream<List<IndexKey>> present = (known != null) ? known.indexes().stream().map(IndexModel::keys)
				: Stream.empty();
		Stream<List<IndexKey>> later = situation.memory()
			.all()
			.stream()
			.filter(IndexStatement.Create.class::isInstance)
			.map(IndexStatement.Create.class::cast)
			.filter((create) -> situation.isSame(create.table(), table))
			.map(IndexStatement.Create::keys);
		return Stream.concat(present, later).anyMatch((keys) -> startsWith(columns, names(keys)))
				|| keysOf(situation, table).anyMatch((names) -> startsWith(columns, names));
	}

	private static List<String> names(List<IndexKey> keys) {
		return keys.stream().map((key) -> Objects.requireNonNullElse(key.column(), "")).toList();
	}

	// Those of statements that come later are not in the model yet
	private static Stream<List<String>> keysOf(Situation situation, QualifiedName table) {
		return Stream.concat(Stream.of(situation.action()), situation.memory().all().stream())
			.filter((action) -> table(action) != null && situation.isSame(table, Objects.requireNonNull(table(action))))
			.flatMap(ForeignKeyDesignChecks::constraints)
			.filter((constraint) -> constraint.kind() == ConstraintKind.PRIMARY_KEY
					|| constraint.kind() == ConstraintKind.UNIQUE)
			.map(ConstraintDefinition::columns);
	}

	private static Stream<ConstraintDefinition> constraints(SqlAction action) {
		if (action instanceof TableStatement.Create create) {
			return Stream.concat(create.definition().constraints().stream(),
					create.definition().columns().stream().flatMap((column) -> column.constraints().stream()));
		}
		return (action instanceof TableStatement.Alter alter)
				? alter.actions().stream().flatMap(ForeignKeyDesignChecks::added) : Stream.empty();
	}

	private static Stream<ConstraintDefinition> added(TableAction action) {
		if (action instanceof ConstraintAction.Add add) {
			return Stream.of(add.definition());
		}
		return (action instanceof ColumnAction.Add column) ? column.definition().constraints().stream()
				: Stream.empty();
	}

	// In any order, as the index serves the comparison of all of them
	private static boolean startsWith(List<String> columns, List<String> keys) {
		return keys.size() >= columns.size() && keys.subList(0, columns.size()).containsAll(columns);
	}

	private static void types(Situation situation, QualifiedName table, ConstraintDefinition key, Reference reference,
			Report report) {
		TableModel parent = situation.schema().table(reference.table());
		if (parent == null || key.columns().size() != 1) {
			return;
		}
		TypeName own = type(situation, table, key.columns().get(0));
		ColumnModel other = referenced(parent, reference);
		if (own != null && other != null && isKnown(own) && isKnown(other.type()) && !same(own, other.type())) {
			report.add(Draft.of(TYPES, key.range(), "%s is of type %s, but the column that it refers to of type %s."
				.formatted(SqlName.of(key.columns().get(0)), own.name(), other.type().name())));
		}
	}

	private static @Nullable ColumnModel referenced(TableModel parent, Reference reference) {
		if (reference.columns().size() == 1) {
			return parent.column(reference.columns().get(0));
		}
		return parent.constraints()
			.stream()
			.map((constraint) -> constraint.definition())
			.filter((definition) -> definition.kind() == ConstraintKind.PRIMARY_KEY && definition.columns().size() == 1)
			.map((definition) -> parent.column(definition.columns().get(0)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable TypeName type(Situation situation, QualifiedName table, String column) {
		List<ColumnDefinition> definitions = definitions(situation.action());
		return definitions.stream()
			.filter((definition) -> definition.name().equals(column))
			.map(ColumnDefinition::type)
			.findFirst()
			.orElseGet(() -> known(situation, table, column));
	}

	private static List<ColumnDefinition> definitions(SqlAction action) {
		if (action instanceof TableStatement.Create create) {
			return create.definition().columns();
		}
		return (action instanceof TableStatement.Alter alter) ? alter.actions()
			.stream()
			.filter(ColumnAction.Add.class::isInstance)
			.map((part) -> ((ColumnAction.Add) part).definition())
			.toList() : List.of();
	}

	private static @Nullable TypeName known(Situation situation, QualifiedName table, String column) {
		TableModel known = situation.schema().table(table);
		ColumnModel model = (known != null) ? known.column(column) : null;
		return (model != null) ? model.type() : null;
	}

	private static boolean isKnown(TypeName type) {
		return !type.name().isEmpty();
	}

	private static boolean same(TypeName own, TypeName other) {
		return base(own).equals(base(other)) || (isText(own) && isText(other));
	}

	private static boolean isText(TypeName type) {
		return type.name().equals("text") || type.name().equals("varchar");
	}

	private static String base(TypeName type) {
		return switch (type.name()) {
			case "serial", "serial4" -> "int4";
			case "bigserial", "serial8" -> "int8";
			case "smallserial", "serial2" -> "int2";
			default -> type.name();
		};
	}

}
