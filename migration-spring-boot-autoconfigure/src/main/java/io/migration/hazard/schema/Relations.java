// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Tables, views, sequences and indexes by their names.
 */
final class Relations {

	private final SessionSettings settings;

	private final Map<QualifiedName, TableModel> tables = new LinkedHashMap<>();

	private final Map<QualifiedName, TableModel> tablesOfIndexes = new HashMap<>();

	private final Set<TableModel> young = new LinkedHashSet<>();

	private final Set<TableModel> temporary = new LinkedHashSet<>();

	private final PlainNames names = new PlainNames();

	Relations(SessionSettings settings) {
		this.settings = settings;
	}

	Collection<TableModel> all() {
		return Collections.unmodifiableCollection(this.tables.values());
	}

	@Nullable TableModel find(QualifiedName name) {
		TableModel found = this.settings.find(name, this.tables);
		return (found == null && this.settings.isPathAssumed()) ? this.names.find(name) : found;
	}

	// A new name is what it says
	boolean has(QualifiedName name) {
		return this.settings.find(name, this.tables) != null;
	}

	@Nullable TableModel findByIndex(QualifiedName index) {
		return this.settings.find(index, this.tablesOfIndexes);
	}

	// A table of which nothing is known so far is incomplete and existing
	TableModel findOrPartial(QualifiedName name) {
		TableModel table = find(name);
		if (table == null) {
			table = new TableModel(this.settings.qualify(name), RelationKind.TABLE, Knowledge.SCRIPTS, Age.EXISTING);
			put(table);
			assume(name, table);
		}
		return table;
	}

	TableModel create(QualifiedName name, RelationKind kind) {
		TableModel table = new TableModel(this.settings.qualify(name), kind, Knowledge.SCRIPTS, Age.TRANSACTION);
		table.setComplete(true);
		add(table);
		assume(name, table);
		return table;
	}

	private void assume(QualifiedName written, TableModel table) {
		if (written.schema() == null && this.settings.isPathAssumed()) {
			this.names.assume(table);
		}
	}

	TableModel createTemporary(QualifiedName name, RelationKind kind) {
		TableModel table = create(SessionSettings.temporary(name), kind);
		this.temporary.add(table);
		return table;
	}

	// They go when the session is given back
	void dropTemporary() {
		this.temporary.forEach(this::remove);
		this.temporary.clear();
	}

	void add(TableModel table) {
		put(table);
		touch(table);
	}

	private void put(TableModel table) {
		this.tables.put(table.name(), table);
		this.names.add(table);
	}

	void remove(TableModel table) {
		this.tables.remove(table.name(), table);
		this.names.remove(table);
		table.indexes().forEach((index) -> this.tablesOfIndexes.remove(index.name()));
		TableLinks.detach(table);
	}

	void rename(TableModel table, QualifiedName to) {
		boolean assumed = this.names.isAssumed(table) && Objects.equals(to.schema(), table.name().schema());
		this.tables.remove(table.name());
		this.names.remove(table);
		table.rename(to);
		put(table);
		if (assumed) {
			this.names.assume(table);
		}
		for (IndexModel index : table.indexes()) {
			removeIndex(table, index);
			addIndex(table, index.withName(new QualifiedName(to.schema(), index.name().name())).withTable(to));
		}
	}

	void addIndex(TableModel table, IndexModel index) {
		table.parts().put(index);
		this.tablesOfIndexes.put(index.name(), table);
		touch(table);
	}

	void removeIndex(TableModel table, IndexModel index) {
		table.parts().removeIndex(index.name().name());
		this.tablesOfIndexes.remove(index.name());
	}

	// Parts of old tables can be young as well
	void touch(TableModel table) {
		this.young.add(table);
	}

	void grow(Age youngest) {
		this.young.forEach((table) -> table.grow(youngest));
		if (youngest == Age.EXISTING) {
			this.young.clear();
		}
	}

}
