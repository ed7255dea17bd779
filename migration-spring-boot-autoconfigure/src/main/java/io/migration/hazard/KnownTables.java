// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.List;

import io.migration.TableImpact;
import io.migration.hazard.effect.Likelihood;
import io.migration.hazard.effect.StatementEffect;
import io.migration.hazard.effect.TableEffect;
import io.migration.hazard.schema.Knowledge;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.LockMode;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the tables that a statement touches.
 */
final class KnownTables {

	private static final long SMALL = 8L << 20;

	private final SchemaModel schema;

	KnownTables(SchemaModel schema) {
		this.schema = schema;
	}

	/**
	 * Return whether all tables that are there are made by migrations that are pending,
	 * too, so that nobody has used them yet. Only a database can say so.
	 */
	boolean areMadeInThisRun(StatementEffect effect) {
		if (!asksDatabase()) {
			return false;
		}
		List<TableEffect> existing = effect.tables().stream().filter(TableEffect::isExisting).toList();
		return !existing.isEmpty() && existing.stream().noneMatch(this::mayBeInDatabase);
	}

	private boolean asksDatabase() {
		return this.schema.knowledge() == Knowledge.CATALOG;
	}

	private boolean mayBeInDatabase(TableEffect effect) {
		TableModel table = table(effect);
		return table == null || table.knowledge() != Knowledge.SCRIPTS;
	}

	/**
	 * Return whether all tables to which nobody can write are so small that it takes a
	 * moment only.
	 */
	boolean areSmall(StatementEffect effect) {
		if (!asksDatabase()) {
			return false;
		}
		List<TableEffect> blocked = effect.tables()
			.stream()
			.filter((table) -> table.isExisting() && table.mode().blocksWrites())
			.toList();
		return !blocked.isEmpty() && blocked.stream().map(this::table).allMatch(KnownTables::isSmall);
	}

	private static boolean isSmall(@Nullable TableModel table) {
		return table != null && table.bytes() >= 0 && table.bytes() <= SMALL;
	}

	List<TableImpact> impacts(StatementEffect effect) {
		return effect.tables()
			.stream()
			.filter((table) -> table.isExisting() && (table.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0))
			.map(this::impact)
			.toList();
	}

	private TableImpact impact(TableEffect effect) {
		TableModel table = table(effect);
		Long rows = (table != null && table.rows() >= 0 && table.knowledge() == Knowledge.CATALOG) ? table.rows()
				: null;
		return new TableImpact(text(effect.table()), effect.mode().sqlName(), effect.rewrite() == Likelihood.CERTAIN,
				effect.scan() == Likelihood.CERTAIN, rows);
	}

	private static String text(QualifiedName name) {
		return (name.schema() != null) ? name.schema() + "." + name.name() : name.name();
	}

	private @Nullable TableModel table(TableEffect effect) {
		return this.schema.table(effect.table());
	}

	/**
	 * Return the best source of what is said of the tables.
	 */
	static io.migration.Knowledge source(StatementEffect effect) {
		Knowledge best = effect.tables()
			.stream()
			.map(TableEffect::knowledge)
			.reduce(Knowledge.STATEMENT, (one, other) -> (one.compareTo(other) >= 0) ? one : other);
		return switch (best) {
			case STATEMENT -> io.migration.Knowledge.SCRIPT;
			case SCRIPTS -> io.migration.Knowledge.PROJECT;
			case CATALOG -> io.migration.Knowledge.CATALOG;
		};
	}

}
