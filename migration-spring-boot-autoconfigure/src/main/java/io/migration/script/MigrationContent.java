// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * What is in a script, taken apart and checked.
 *
 * @param up the change itself
 * @param backfills the data changes in batches, in the order of the file, those written
 * in Java last
 * @param contract the part that old code cannot survive
 * @param down what undoes {@code up}, from a section or from the undo script
 * @param downOfContract what undoes {@code contract}
 * @param preconditions queries that must return no row before anything is changed
 * @param undefinedPlaceholders names without a value, which were left as they are
 * @since 1.0.0
 */
public record MigrationContent(ScriptStep up, List<ScriptStep> backfills, @Nullable ScriptStep contract,
		@Nullable ScriptStep down, @Nullable ScriptStep downOfContract, List<ScriptStatement> preconditions,
		Set<String> undefinedPlaceholders) {

	public MigrationContent {
		backfills = List.copyOf(backfills);
		preconditions = List.copyOf(preconditions);
		undefinedPlaceholders = Set.copyOf(undefinedPlaceholders);
	}

	/**
	 * Return the steps that make the change.
	 * @return up, backfills and contract, in the order in which they run
	 */
	public List<ScriptStep> steps() {
		List<ScriptStep> steps = new ArrayList<>();
		steps.add(this.up);
		steps.addAll(this.backfills);
		if (this.contract != null) {
			steps.add(this.contract);
		}
		return List.copyOf(steps);
	}

	/**
	 * Return the steps that undo the change.
	 * @return what undoes the contract and what undoes the rest, in the order in which
	 * they run
	 */
	public List<ScriptStep> undoSteps() {
		List<ScriptStep> steps = new ArrayList<>();
		if (this.downOfContract != null) {
			steps.add(this.downOfContract);
		}
		if (this.down != null) {
			steps.add(this.down);
		}
		return List.copyOf(steps);
	}

	/**
	 * Return whether everything this migration does can be undone.
	 * @return {@code true} if there is a down, and a down of the contract if there is a
	 * contract
	 */
	public boolean reversible() {
		return this.down != null && (this.contract == null || this.downOfContract != null);
	}

	// Behind all others, so that no step of the script has another number because of them
	MigrationContent with(List<CodeBackfill> code, SqlDialect dialect) {
		List<ScriptStep> all = new ArrayList<>(this.backfills);
		int ordinal = Stream.concat(steps().stream(), undoSteps().stream())
			.mapToInt(ScriptStep::ordinal)
			.max()
			.orElse(0);
		for (CodeBackfill backfill : code) {
			all.add(backfill.step(dialect, ++ordinal));
		}
		return new MigrationContent(this.up, all, this.contract, this.down, this.downOfContract, this.preconditions,
				this.undefinedPlaceholders);
	}

}
