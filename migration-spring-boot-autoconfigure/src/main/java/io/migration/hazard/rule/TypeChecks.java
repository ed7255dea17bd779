// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.effect.Likelihood;
import io.migration.hazard.effect.TableEffect;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.TypeModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Other types for columns that exist.
 */
final class TypeChecks extends AlterCheck {

	private static final HazardRule REWRITE = HazardRule
		.error("alter-column-type-rewrite", RiskClass.BLOCKING, "ALTER COLUMN TYPE that changes how values are stored")
		.why("Table and indexes are written anew while the table is locked in ACCESS EXCLUSIVE mode. A longer varchar, "
				+ "text instead of varchar, or numeric of more digits and the same scale cost nothing.")
		.advice("Add a new column, keep both in step by a trigger, fill old rows by a backfill, and switch in a "
				+ "contract.")
		.example("CREATE TABLE orders (id int PRIMARY KEY);", "ALTER TABLE orders ALTER COLUMN id TYPE bigint;");

	private static final HazardRule INDEXES = HazardRule
		.warning("alter-column-type-index-rebuild", RiskClass.BLOCKING,
				"ALTER COLUMN TYPE or COLLATE that rebuilds indexes")
		.why("The rows stay, but indexes on the column are built anew while the table is locked in ACCESS EXCLUSIVE "
				+ "mode.")
		.advice("Drop these indexes with CONCURRENTLY before, and create them with CONCURRENTLY afterwards.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, name text); CREATE INDEX users_name_idx ON users (name);",
				"ALTER TABLE users ALTER COLUMN name TYPE text COLLATE \"C\";")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule RESCAN = HazardRule
		.warning("alter-column-type-check-rescan", RiskClass.BLOCKING, "ALTER COLUMN TYPE of a column with a CHECK")
		.why("The CHECK is verified again: all rows are read while the table is locked in ACCESS EXCLUSIVE mode.")
		.advice("Drop the CHECK, change the type, add the CHECK with NOT VALID, and validate it in a transaction of its "
				+ "own.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, name varchar(20) CHECK (name <> ''));",
				"ALTER TABLE users ALTER COLUMN name TYPE varchar(40);")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule NARROWING = HazardRule
		.error("alter-column-type-narrowing", RiskClass.DESTRUCTIVE, "ALTER COLUMN TYPE to a smaller type")
		.why("It fails on values that do not fit, or cuts digits off.")
		.advice("Prove first that all values fit: a CHECK with NOT VALID, validated in a transaction of its own.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, name varchar(40));",
				"ALTER TABLE users ALTER COLUMN name TYPE varchar(20);")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule INCOMPATIBLE = HazardRule
		.warning("alter-column-type-incompatible", RiskClass.BREAKING,
				"ALTER COLUMN TYPE to a type that clients read in another way")
		.why("The code that runs now binds and reads the former type, and its prepared statements fail.")
		.advice("Add a new column instead, and let the new code use it.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY, code int);",
				"ALTER TABLE orders ALTER COLUMN code TYPE text;")
		.needs(HazardRule.Scope.SCHEMA);

	private static final Map<String, String> FAMILIES = Map.ofEntries(Map.entry("int2", "number"),
			Map.entry("int4", "number"), Map.entry("int8", "number"), Map.entry("numeric", "decimal"),
			Map.entry("float4", "float"), Map.entry("float8", "float"), Map.entry("text", "text"),
			Map.entry("varchar", "text"), Map.entry("bpchar", "text"), Map.entry("char", "text"),
			Map.entry("citext", "text"), Map.entry("name", "text"), Map.entry("bool", "boolean"),
			Map.entry("date", "date"), Map.entry("time", "time"), Map.entry("timetz", "timetz"),
			Map.entry("timestamp", "timestamp"), Map.entry("timestamptz", "timestamptz"), Map.entry("uuid", "uuid"),
			Map.entry("json", "json"), Map.entry("jsonb", "json"), Map.entry("bytea", "bytes"),
			Map.entry("inet", "address"), Map.entry("cidr", "address"), Map.entry("bit", "bits"),
			Map.entry("varbit", "bits"), Map.entry("interval", "interval"));

	@Override
	public List<HazardRule> rules() {
		return List.of(REWRITE, INDEXES, RESCAN, NARROWING, INCOMPATIBLE);
	}

	@Override
	void check(Alteration alteration, Report report) {
		if (alteration.action() instanceof ColumnAction.SetType set && alteration.onExistingTable()) {
			storage(alteration, set, report);
			ColumnModel column = alteration.column(set.column());
			if (column != null && alteration.onExistingColumn(set.column())) {
				meaning(alteration, set, alteration.situation().schema().types().baseOf(column.type()), report);
			}
		}
	}

	private static void storage(Alteration alteration, ColumnAction.SetType set, Report report) {
		if (alteration.effect().failure() != null) {
			return;
		}
		Likelihood rewrite = alteration.rewrite();
		if (rewrite != Likelihood.NO) {
			Draft draft = Draft.of(REWRITE, set.range(),
					"Writes all rows of %s and its indexes anew while nobody else can read or write them%s"
						.formatted(alteration.name(), (rewrite == Likelihood.CERTAIN) ? "."
								: ", unless the present type is stored in the same way."));
			report.add((rewrite == Likelihood.CERTAIN) ? draft : draft.severity(Severity.WARNING));
			return;
		}
		List<String> indexes = alteration.effect()
			.tables()
			.stream()
			.filter(TableEffect::isExisting)
			.flatMap((table) -> table.rebuiltIndexes().stream())
			.toList();
		if (!indexes.isEmpty()) {
			report.add(Draft.of(INDEXES, set.range(), "Builds %s anew while nobody else can read or write %s."
				.formatted(SqlName.list(indexes), alteration.name())));
		}
		else if (alteration.scan() == Likelihood.CERTAIN) {
			report.add(Draft.of(RESCAN, set.range(),
					"Reads all rows of %s for a CHECK while nobody else can read or write them."
						.formatted(alteration.name())));
		}
	}

	private static void meaning(Alteration alteration, ColumnAction.SetType set, TypeName before, Report report) {
		if (Narrowing.is(before, set.type())) {
			report.add(Draft.of(NARROWING, set.range(),
					"Fails on values of %s that do not fit, or cuts them off.".formatted(SqlName.of(set.column()))));
		}
		String was = family(alteration, before);
		String is = family(alteration, set.type());
		if (was != null && is != null && (!was.equals(is) || before.array() != set.type().array())) {
			report.add(Draft.of(INCOMPATIBLE, set.range(), "The code that runs now reads and binds %s as %s."
				.formatted(SqlName.of(set.column()), before.name())));
		}
	}

	// A label goes over the wire as text, but drivers and casts name its type
	private static @Nullable String family(Alteration alteration, TypeName type) {
		TypeModel known = alteration.situation().schema().types().get(type);
		return (known != null && known.kind() == TypeModel.Kind.ENUM) ? "enum" : FAMILIES.get(type.name());
	}

	/**
	 * Compares sizes of types.
	 */
	private static final class Narrowing {

		private static final List<String> INTEGERS = List.of("int2", "int4", "int8");

		private static final Set<String> LENGTHS = Set.of("varchar", "bpchar", "char", "varbit", "bit");

		private static final Set<String> PRECISIONS = Set.of("timestamp", "timestamptz", "time", "timetz", "interval");

		private static final int FULL_PRECISION = 6;

		private Narrowing() {
		}

		static boolean is(TypeName before, TypeName after) {
			if (INTEGERS.contains(before.name()) && INTEGERS.contains(after.name())) {
				return INTEGERS.indexOf(after.name()) < INTEGERS.indexOf(before.name());
			}
			if (LENGTHS.contains(after.name()) && !after.modifiers().isEmpty()) {
				return isText(before) && first(before, Integer.MAX_VALUE) > after.modifiers().get(0);
			}
			if (PRECISIONS.contains(after.name()) && after.name().equals(before.name())) {
				return first(after, FULL_PRECISION) < first(before, FULL_PRECISION);
			}
			return after.name().equals("numeric") && before.name().equals("numeric") && numeric(before, after);
		}

		private static boolean isText(TypeName type) {
			return LENGTHS.contains(type.name()) || type.name().equals("text");
		}

		private static boolean numeric(TypeName before, TypeName after) {
			if (after.modifiers().isEmpty()) {
				return false;
			}
			if (before.modifiers().isEmpty()) {
				return true;
			}
			int digits = first(after, 0) - scale(after);
			return scale(after) < scale(before) || digits < first(before, 0) - scale(before);
		}

		private static int scale(TypeName type) {
			return (type.modifiers().size() > 1) ? type.modifiers().get(1) : 0;
		}

		private static int first(TypeName type, int otherwise) {
			return type.modifiers().isEmpty() ? otherwise : type.modifiers().get(0);
		}

	}

}
