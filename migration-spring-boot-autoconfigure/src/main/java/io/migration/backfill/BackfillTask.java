// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.util.List;
import java.util.Objects;

import io.migration.database.BackfillCursor;
import io.migration.database.BackfillCursors.NewCursor;
import io.migration.history.HistoryRow;
import io.migration.script.BackfillOptions;
import io.migration.script.ScriptStep;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;
import io.migration.sql.WrittenName;
import org.jspecify.annotations.Nullable;

/**
 * A backfill that is to be run, as this application knows it.
 *
 * @param historyId number of its row in the history
 * @param version version of its migration
 * @param description description of its migration
 * @param step what it runs
 * @param table the table that is walked through
 * @param qualifier what the statements call the table
 * @param key columns of the key, none for the primary key
 * @since 1.0.0
 */
public record BackfillTask(long historyId, String version, String description, ScriptStep step, QualifiedName table,
		QualifiedName qualifier, List<String> key) {

	public BackfillTask {
		key = List.copyOf(key);
	}

	/**
	 * Create a task.
	 * @param row its row in the history
	 * @param step what it runs
	 * @param dialect how names are written
	 * @return the task
	 */
	public static BackfillTask of(HistoryRow row, ScriptStep step, SqlDialect dialect) {
		BackfillOptions options = optionsOf(step);
		QualifiedName table = name(dialect, options.table());
		String alias = options.alias();
		List<String> key = options.key().stream().map((column) -> name(dialect, column).name()).toList();
		return new BackfillTask(row.id(), Objects.requireNonNull(row.version()).toString(), row.description(), step,
				table, (alias != null) ? name(dialect, alias) : table, key);
	}

	// What is no name is looked for as it is, and not found
	private static QualifiedName name(SqlDialect dialect, String text) {
		QualifiedName name = WrittenName.parse(dialect, text);
		return (name != null) ? name : new QualifiedName(null, text);
	}

	private static BackfillOptions optionsOf(ScriptStep step) {
		BackfillOptions options = step.options().backfill();
		if (options == null) {
			throw new IllegalArgumentException("The step is no backfill");
		}
		return options;
	}

	BackfillOptions options() {
		return optionsOf(this.step);
	}

	@Nullable String name() {
		return this.step.name();
	}

	/**
	 * Return how it is called in messages.
	 * @return the version, and the name if it has one
	 */
	public String title() {
		return "Backfill" + ((name() != null) ? " '" + name() + "'" : "") + " of migration " + this.version;
	}

	/**
	 * Return what is written down before it begins.
	 * @return the cursor
	 */
	public NewCursor newCursor() {
		return new NewCursor(this.historyId, this.version, name(), this.description, this.step.ordinal(),
				this.step.script(), this.step.fingerprint(), options().table(), options().once());
	}

	/**
	 * Return whether a cursor is the one of this backfill, and not of an earlier run of
	 * the same migration that was rolled back since.
	 * @param cursor a cursor
	 * @return {@code true} if it is
	 */
	public boolean owns(BackfillCursor cursor) {
		return cursor.historyId() == this.historyId && cursor.version().equals(this.version)
				&& Objects.equals(cursor.name(), name());
	}

	/**
	 * Return whether a cursor is for the same text.
	 * @param cursor the cursor of this backfill
	 * @return {@code false} if the script was edited since
	 */
	public boolean hasTextOf(BackfillCursor cursor) {
		return cursor.fingerprint().equals(this.step.fingerprint());
	}

}
