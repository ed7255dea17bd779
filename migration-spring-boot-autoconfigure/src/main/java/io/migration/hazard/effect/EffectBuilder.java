// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.LockMode;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a statement does.
 */
final class EffectBuilder {

	private final SchemaModel schema;

	private final boolean inTransaction;

	private final Map<QualifiedName, TableEntry> tables = new LinkedHashMap<>();

	private @Nullable Failure failure;

	private boolean waits;

	private boolean complete = true;

	private boolean planning;

	EffectBuilder(SchemaModel schema, boolean inTransaction) {
		this.schema = schema;
		this.inTransaction = inTransaction;
	}

	SchemaModel schema() {
		return this.schema;
	}

	boolean isInTransaction() {
		return this.inTransaction;
	}

	// The statement is planned but not run
	void plan() {
		this.planning = true;
	}

	boolean isPlanning() {
		return this.planning;
	}

	void lock(QualifiedName name, LockMode mode) {
		lock(name, RelationKind.TABLE, mode);
	}

	void lock(QualifiedName name, RelationKind kindIfUnknown, LockMode mode) {
		entry(name, kindIfUnknown).lock(mode, false);
	}

	void lock(TableModel table, LockMode mode) {
		entry(table).lock(mode, false);
	}

	void lockForAnInstant(QualifiedName name, LockMode mode) {
		entry(name, RelationKind.TABLE).lock(mode, true);
	}

	// A table and everything that inherits from it
	void lockTree(QualifiedName name, LockMode mode) {
		lock(name, mode);
		TableModel table = this.schema.table(name);
		if (table != null) {
			for (TableModel child : table.links().descendants()) {
				lock(child, mode);
			}
		}
	}

	void scan(QualifiedName name, Likelihood likelihood) {
		if (this.schema.table(name) == null) {
			entry(name, RelationKind.TABLE).scan(likelihood);
		}
		for (TableModel table : stored(name)) {
			entry(table).scan(likelihood);
		}
	}

	// Without its children
	void scanOnly(QualifiedName name, Likelihood likelihood) {
		entry(name, RelationKind.TABLE).scan(likelihood);
	}

	void rewrite(QualifiedName name, Likelihood likelihood) {
		if (this.schema.table(name) == null) {
			entry(name, RelationKind.TABLE).rewrite(likelihood);
		}
		for (TableModel table : stored(name)) {
			entry(table).rewrite(likelihood);
			if (likelihood == Likelihood.CERTAIN) {
				table.indexes().forEach((index) -> entry(table).rebuild(index.name().name()));
			}
		}
	}

	// The table gets new files, and so do its indexes
	void replaceFiles(TableModel table) {
		if (table.kind() != RelationKind.PARTITIONED) {
			entry(table).rewrite(Likelihood.CERTAIN);
			table.indexes().forEach((index) -> entry(table).rebuild(index.name().name()));
		}
	}

	// The files of the table move, those of its indexes stay
	void copy(TableModel table) {
		entry(table).rewrite(Likelihood.CERTAIN);
	}

	void rebuild(TableModel table, IndexModel index) {
		entry(table).rebuild(index.name().name());
		entry(table).scan(Likelihood.CERTAIN);
	}

	// A partitioned table has no rows of its own
	private List<TableModel> stored(QualifiedName name) {
		TableModel table = this.schema.table(name);
		if (table == null) {
			return List.of();
		}
		List<TableModel> stored = new ArrayList<>();
		stored.add(table);
		stored.addAll(table.links().descendants());
		stored.removeIf(EffectBuilder::isPartitioned);
		return stored;
	}

	private static boolean isPartitioned(TableModel table) {
		return table.kind() == RelationKind.PARTITIONED;
	}

	void fail(Failure newFailure) {
		this.failure = (this.failure == null) ? newFailure : this.failure;
	}

	void refuseTransaction() {
		if (this.inTransaction) {
			fail(Failure.IN_TRANSACTION);
		}
	}

	void waitForOldTransactions() {
		this.waits = true;
	}

	void notComplete() {
		this.complete = false;
	}

	void add(StatementEffect effect) {
		for (TableEffect table : effect.tables()) {
			entry(table.table(), table.kind()).add(table);
		}
		if (effect.failure() != null) {
			fail(effect.failure());
		}
		this.waits |= effect.waitsForOldTransactions();
		this.complete &= effect.complete();
	}

	private TableEntry entry(TableModel table) {
		return this.tables.computeIfAbsent(table.name(), (name) -> new TableEntry(name, table, table.kind()));
	}

	private TableEntry entry(QualifiedName name, RelationKind kindIfUnknown) {
		TableModel table = this.schema.table(name);
		return (table != null) ? entry(table) : this.tables.computeIfAbsent(this.schema.resolve(name),
				(resolved) -> new TableEntry(resolved, null, kindIfUnknown));
	}

	StatementEffect build() {
		List<TableEffect> effects = new ArrayList<>();
		for (TableEntry entry : this.tables.values()) {
			effects.add(entry.build());
		}
		return new StatementEffect(effects, this.failure, this.waits, this.complete);
	}

}
