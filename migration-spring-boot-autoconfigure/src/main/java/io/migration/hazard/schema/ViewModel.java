// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migration.hazard.statement.Expression;

/**
 * What a view consists of. The columns that it needs are found when it is made, as the
 * server does it: a column that a table gets later is in no {@code *} of before.
 *
 * @since 1.0.0
 */
public final class ViewModel {

	private final Expression query;

	private final Map<TableModel, Set<String>> used = new HashMap<>();

	private final Map<TableModel, Set<String>> perhapsUsed = new HashMap<>();

	private final Set<TableModel> whole = new HashSet<>();

	private List<String> columns = List.of();

	private boolean complete;

	ViewModel(Expression query) {
		this.query = query;
	}

	/**
	 * Return its query.
	 * @return the query
	 */
	public Expression query() {
		return this.query;
	}

	/**
	 * Return whether it needs a column, so that the server keeps the column.
	 * @param table the table
	 * @param column one of its columns
	 * @return {@code true} if it does for certain
	 */
	public boolean uses(TableModel table, String column) {
		return this.used.getOrDefault(table, Set.of()).contains(column);
	}

	/**
	 * Return whether it may need a column.
	 * @param table the table
	 * @param column one of its columns
	 * @return {@code false} if it does not for certain
	 */
	public boolean mayUse(TableModel table, String column) {
		return uses(table, column) || this.perhapsUsed.getOrDefault(table, Set.of()).contains(column)
				|| this.whole.contains(table);
	}

	// The views that need a column
	static List<TableModel> using(TableModel table, String column) {
		return table.links()
			.readBy()
			.stream()
			.filter((view) -> view.view() != null && view.view().uses(table, column))
			.toList();
	}

	List<String> columns() {
		return this.columns;
	}

	boolean hasAllColumns() {
		return this.complete;
	}

	void setColumns(List<String> newColumns, boolean newComplete) {
		this.columns = List.copyOf(newColumns);
		this.complete = newComplete;
	}

	void use(TableModel table, String column) {
		this.used.computeIfAbsent(table, (key) -> new HashSet<>()).add(column);
	}

	void perhapsUse(TableModel table, String column) {
		this.perhapsUsed.computeIfAbsent(table, (key) -> new HashSet<>()).add(column);
	}

	// All columns of a table, some of which are not known
	void useWhole(TableModel table) {
		this.whole.add(table);
	}

	void rename(TableModel table, String column, String to) {
		rename(this.used.getOrDefault(table, new HashSet<>()), column, to);
		rename(this.perhapsUsed.getOrDefault(table, new HashSet<>()), column, to);
	}

	private static void rename(Set<String> columns, String column, String to) {
		if (columns.remove(column)) {
			columns.add(to);
		}
	}

}
