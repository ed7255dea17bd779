// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.ArrayList;
import java.util.List;

import io.migration.hazard.statement.SqlAction;

/**
 * What a migration does: all its statements, so that one can be judged by those that
 * follow.
 *
 * @since 1.0.0
 */
public final class MigrationMemory {

	private final boolean reversible;

	private final List<SqlAction> all;

	private final List<SqlAction> done = new ArrayList<>();

	private boolean irreversible;

	/**
	 * Create a memory.
	 * @param all what the migration does, in its order
	 * @param reversible whether it can be undone
	 */
	public MigrationMemory(List<SqlAction> all, boolean reversible) {
		this.all = List.copyOf(all);
		this.reversible = reversible;
	}

	/**
	 * Note that a statement has run.
	 * @param action what it did
	 */
	public void done(SqlAction action) {
		this.done.add(action);
	}

	boolean isReversible() {
		return this.reversible;
	}

	/**
	 * Note that there is no way back.
	 * @return whether nobody said so before
	 */
	boolean markIrreversible() {
		boolean first = !this.irreversible;
		this.irreversible = true;
		return first;
	}

	/**
	 * Return what was done before the present statement.
	 */
	List<SqlAction> before() {
		return this.done;
	}

	/**
	 * Return what is done behind a statement.
	 */
	List<SqlAction> after(SqlAction action) {
		for (int i = 0; i < this.all.size(); i++) {
			if (this.all.get(i) == action) {
				return this.all.subList(i + 1, this.all.size());
			}
		}
		return List.of();
	}

	List<SqlAction> all() {
		return this.all;
	}

}
