// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a table is connected with others.
 *
 * @since 1.0.0
 */
public final class TableLinks {

	private final Set<TableModel> parents = new LinkedHashSet<>();

	private final Set<TableModel> children = new LinkedHashSet<>();

	private final Map<String, TableModel> references = new LinkedHashMap<>();

	private final Set<TableModel> referencedBy = new LinkedHashSet<>();

	private final Set<TableModel> reads = new LinkedHashSet<>();

	private final Set<TableModel> readBy = new LinkedHashSet<>();

	TableLinks() {
	}

	/**
	 * Return the tables it is a partition of or inherits from.
	 * @return the parents
	 */
	public Set<TableModel> parents() {
		return Collections.unmodifiableSet(this.parents);
	}

	/**
	 * Return its partitions and the tables that inherit from it, without theirs.
	 * @return the children
	 */
	public Set<TableModel> children() {
		return Collections.unmodifiableSet(this.children);
	}

	/**
	 * Return its partitions with their partitions, and so on.
	 * @return the descendants
	 */
	public Set<TableModel> descendants() {
		Set<TableModel> all = new LinkedHashSet<>();
		collect(all);
		return all;
	}

	private void collect(Set<TableModel> all) {
		for (TableModel child : this.children) {
			if (all.add(child)) {
				child.links().collect(all);
			}
		}
	}

	/**
	 * Return the tables that its foreign keys refer to.
	 * @return the tables by the name of the constraint
	 */
	public Map<String, TableModel> references() {
		return Collections.unmodifiableMap(this.references);
	}

	/**
	 * Return the tables with foreign keys that refer to it.
	 * @return the tables, perhaps itself
	 */
	public Set<TableModel> referencedBy() {
		return Collections.unmodifiableSet(this.referencedBy);
	}

	/**
	 * Return what a view reads.
	 * @return tables and views
	 */
	public Set<TableModel> reads() {
		return Collections.unmodifiableSet(this.reads);
	}

	/**
	 * Return the views that read it.
	 * @return views, also materialized ones
	 */
	public Set<TableModel> readBy() {
		return Collections.unmodifiableSet(this.readBy);
	}

	static void inherit(TableModel parent, TableModel child) {
		parent.links().children.add(child);
		child.links().parents.add(parent);
	}

	static void disinherit(TableModel parent, TableModel child) {
		parent.links().children.remove(child);
		child.links().parents.remove(parent);
	}

	static void reference(TableModel from, String constraint, TableModel to) {
		from.links().references.put(constraint, to);
		to.links().referencedBy.add(from);
	}

	static void dereference(TableModel from, String constraint) {
		TableModel to = from.links().references.remove(constraint);
		if (to != null && !from.links().references.containsValue(to)) {
			to.links().referencedBy.remove(from);
		}
	}

	// A recursive view reads itself, which nobody needs to know
	static void read(TableModel view, TableModel table) {
		if (view != table) {
			view.links().reads.add(table);
			table.links().readBy.add(view);
		}
	}

	static void forgetReads(TableModel view) {
		view.links().reads.forEach((table) -> table.links().readBy.remove(view));
		view.links().reads.clear();
	}

	// Take a table that is dropped out of everything
	static void detach(TableModel table) {
		TableLinks links = table.links();
		links.parents.forEach((parent) -> parent.links().children.remove(table));
		links.children.forEach((child) -> child.links().parents.remove(table));
		List.copyOf(links.references.keySet()).forEach((constraint) -> dereference(table, constraint));
		links.referencedBy.forEach((other) -> other.links().references.values().removeIf((to) -> to == table));
		links.reads.forEach((read) -> read.links().readBy.remove(table));
		links.readBy.forEach((view) -> view.links().reads.remove(table));
	}

}
