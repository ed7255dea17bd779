// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import io.migration.hazard.statement.LockMode;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does to tables.
 *
 * @param tables the tables that it touches, each once
 * @param failure why it fails; {@code null} if nothing is known to be wrong
 * @param waitsForOldTransactions whether it waits for transactions of others without
 * blocking them
 * @param complete whether everything it does is known
 * @since 1.0.0
 */
public record StatementEffect(List<TableEffect> tables, @Nullable Failure failure, boolean waitsForOldTransactions,
		boolean complete) {

	public StatementEffect {
		tables = List.copyOf(tables);
	}

	/**
	 * Return the strongest lock on a table that existed before the migration.
	 * @return the mode or {@code null} if there is none
	 */
	public @Nullable LockMode strongest() {
		return strongest((table) -> table.isExisting() && table.isTable());
	}

	/**
	 * Return the strongest lock on some of the tables.
	 * @param condition which tables count
	 * @return the mode or {@code null} if there is none
	 */
	public @Nullable LockMode strongest(Predicate<TableEffect> condition) {
		LockMode strongest = null;
		for (TableEffect table : this.tables) {
			boolean stronger = strongest == null || table.mode().compareTo(strongest) > 0;
			strongest = (stronger && condition.test(table)) ? table.mode() : strongest;
		}
		return strongest;
	}

	/**
	 * Return whether readers of a table that existed before have to wait.
	 * @return {@code true} if they have to
	 */
	public boolean blocksReads() {
		LockMode mode = strongest();
		return mode != null && mode.blocksReads();
	}

	/**
	 * Return whether writers of a table that existed before have to wait.
	 * @return {@code true} if they have to
	 */
	public boolean blocksWrites() {
		LockMode mode = strongest();
		return mode != null && mode.blocksWrites();
	}

	/**
	 * Return what it does to a table.
	 * @param table the name as resolved
	 * @return the effect or {@code null} if it does not touch the table
	 */
	public @Nullable TableEffect of(QualifiedName table) {
		return this.tables.stream().filter((effect) -> effect.table().equals(table)).findFirst().orElse(null);
	}

	/**
	 * Return whether a table that existed before is written anew.
	 * @return the strongest answer for any of the tables
	 */
	public Likelihood rewrites() {
		return this.tables.stream()
			.filter(TableEffect::isExisting)
			.map(TableEffect::rewrite)
			.max(Comparator.naturalOrder())
			.orElse(Likelihood.NO);
	}

	/**
	 * Return whether all rows of a table that existed before are read.
	 * @return the strongest answer for any of the tables
	 */
	public Likelihood scans() {
		return this.tables.stream()
			.filter(TableEffect::isExisting)
			.map(TableEffect::scan)
			.max(Comparator.naturalOrder())
			.orElse(Likelihood.NO);
	}

}
