// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.InvalidScriptsException;
import io.migration.MigrationOptions;
import io.migration.history.StepRecord;
import io.migration.script.MigrationContent;
import io.migration.script.Placeholders;
import io.migration.script.ScriptMigration;
import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * A script that was read, or why it cannot be.
 *
 * @param known its content, {@code null} if it has mistakes
 * @param row what the history keeps of its {@code up} step, {@code null} if it has
 * mistakes
 * @param mistakes its mistakes, {@code null} if it has none
 */
record ReadScript(@Nullable MigrationContent known, @Nullable StepRecord row,
		@Nullable InvalidScriptsException mistakes) {

	static ReadScript of(ScriptMigration script, SqlDialect dialect, Placeholders placeholders,
			MigrationOptions options) {
		try {
			MigrationContent content = script.content(dialect, placeholders);
			new ThrottleCheck(options).check(script, content);
			return new ReadScript(content, StepRecords.of(script, content, content.up()), null);
		}
		catch (InvalidScriptsException ex) {
			return new ReadScript(null, null, ex);
		}
	}

}
