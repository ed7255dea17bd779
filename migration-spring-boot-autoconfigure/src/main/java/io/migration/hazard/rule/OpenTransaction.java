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

	private final Map<QualifiedName, LockMode> locks = new LinkedHashMap<>();

	private boolean severalTold;

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
		situation.effect()
			.tables()
			.stream()
			.filter(TableEffect::isExisting)
			.forEach((table) -> this.locks.merge(table.table(), table.mode(),
					(one, other) -> (one.compareTo(other) >= 0) ? one : other));
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
	 * Return the tables that others may use and that are locked since an earlier
	 * statement, so that writers or readers wait.
	 */
	List<QualifiedName> lockedTables(LockMode atLeast) {
		return this.locks.entrySet()
			.stream()
			.filter((lock) -> lock.getValue().compareTo(atLeast) >= 0)
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Note that it is said that several tables are locked.
	 * @return whether nobody said so before
	 */
	boolean tellSeveral() {
		boolean first = !this.severalTold;
		this.severalTold = true;
		return first;
	}

}
