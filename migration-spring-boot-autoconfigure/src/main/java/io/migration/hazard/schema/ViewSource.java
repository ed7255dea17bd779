// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something in a {@code FROM} list.
 *
 * @param name the name or alias
 * @param columns the names of its columns, as far as they are known
 * @param complete whether all columns are known
 * @param table the table, {@code null} for anything else
 * @param renamed how many of the first columns have other names here
 */
record ViewSource(String name, List<String> columns, boolean complete, @Nullable TableModel table, int renamed) {

	static ViewSource of(String name, TableModel table) {
		ViewModel view = table.view();
		if (view != null && !table.isComplete()) {
			return new ViewSource(name, view.columns(), view.hasAllColumns(), table, 0);
		}
		List<String> columns = table.columns().stream().map(ColumnModel::name).toList();
		return new ViewSource(name, columns, table.isComplete(), table, 0);
	}

	ViewSource named(String newName, List<String> newColumns) {
		List<String> names = new ArrayList<>(newColumns);
		if (newColumns.size() < this.columns.size()) {
			names.addAll(this.columns.subList(newColumns.size(), this.columns.size()));
		}
		return new ViewSource(newName, names, this.complete, this.table, newColumns.size());
	}

	boolean has(String column) {
		return this.columns.contains(column);
	}

	void use(String column, boolean certain, ViewModel view) {
		if (this.table == null) {
			return;
		}
		if (certain && this.renamed == 0) {
			view.use(this.table, column);
		}
		else {
			view.useWhole(this.table);
		}
	}

	void perhapsUse(String column, ViewModel view) {
		if (this.table != null && !this.complete) {
			view.perhapsUse(this.table, column);
		}
	}

	void useAll(ViewModel view) {
		if (this.table == null) {
			return;
		}
		if (this.renamed == 0) {
			this.columns.forEach((column) -> view.use(this.table, column));
		}
		if (this.renamed > 0 || !this.complete) {
			view.useWhole(this.table);
		}
	}

}
