// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.hazard.effect.TableEffect;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.TypeStatement;
import io.migration.sql.QualifiedName;

/**
 * What a transaction has done so far. A file of data may hold thousands of statements, so
 * what rules ask for again and again is kept.
 *
 * @since 1.0.0
 */
public final class OpenTransaction {

	private final boolean transactional;

	private final List<Situation> earlier = new ArrayList<>();

	private final List<Situation> labels = new ArrayList<>();

	private final List<Situation> withKeys = new ArrayList<>();

	private final Map<QualifiedName, LockMode> locks = new LinkedHashMap<>();

	private boolean severalTold;

	private boolean changesSchema;

	private boolean mixtureTold;

	/**
	 * Create one that has done nothing.
	 * @param transactional whether it is a transaction at all
	 */
	public OpenTransaction(boolean transactional) {
		this.transactional = transactional;
	}

	/**
	 * Return whether it is a transaction at all.
	 * @return {@code false} for a statement that runs by itself
	 */
	public boolean transactional() {
		return this.transactional;
	}

	/**
	 * Note that a statement has run.
	 * @param situation the statement
	 */
	public void done(Situation situation) {
		this.earlier.add(situation);
		if (situation.action() instanceof TypeStatement.AddEnumValue) {
			this.labels.add(situation);
		}
		this.changesSchema |= SchemaChange.is(situation);
		if (!ForeignKeyChecks.keys(situation.action()).isEmpty()) {
			this.withKeys.add(situation);
		}
		for (TableEffect table : situation.effect().tables()) {
			if (table.isExisting()) {
				lock(table);
			}
		}
	}

	private void lock(TableEffect table) {
		LockMode before = this.locks.get(table.table());
		if (before == null || before.compareTo(table.mode()) < 0) {
			this.locks.put(table.table(), table.mode());
		}
	}

	List<Situation> earlier() {
		return this.earlier;
	}

	/**
	 * Return the statements that have added labels to enumerations.
	 */
	List<Situation> labels() {
		return this.labels;
	}

	/**
	 * Return the statements that have added foreign keys.
	 */
	List<Situation> withKeys() {
		return this.withKeys;
	}

	/**
	 * Return the tables that others may use and that are locked since an earlier
	 * statement, so that writers or readers wait.
	 */
	List<QualifiedName> lockedTables(LockMode atLeast) {
		List<QualifiedName> tables = new ArrayList<>();
		for (Map.Entry<QualifiedName, LockMode> lock : this.locks.entrySet()) {
			if (lock.getValue().compareTo(atLeast) >= 0) {
				tables.add(lock.getKey());
			}
		}
		return tables;
	}

	/**
	 * Return whether it was said that several tables are locked.
	 */
	boolean isSeveralTold() {
		return this.severalTold;
	}

	/**
	 * Return whether something was made, changed or dropped that others can see.
	 */
	boolean changesSchema() {
		return this.changesSchema;
	}

	/**
	 * Note that it is said that schema and rows are changed together.
	 * @return whether nobody said so before
	 */
	boolean tellMixture() {
		boolean first = !this.mixtureTold;
		this.mixtureTold = true;
		return first;
	}

	/**
	 * Note that it is said that several tables are locked.
	 */
	void tellSeveral() {
		this.severalTold = true;
	}

}
