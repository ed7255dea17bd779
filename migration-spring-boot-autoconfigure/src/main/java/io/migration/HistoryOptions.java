// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Where the history is and what it keeps.
 *
 * @param table name of the table
 * @param schema schema of the table; {@code null} for the schema that is migrated
 * @param storeSql whether the text of scripts and of their undo is kept, so that an older
 * release can roll back a newer version
 * @since 1.0.0
 */
public record HistoryOptions(String table, @Nullable String schema, boolean storeSql) {

	/**
	 * What applies unless something else is said.
	 */
	public static final HistoryOptions DEFAULTS = new HistoryOptions("migration_history", null, true);

	public HistoryOptions {
		Assert.hasText(table, "'table' must not be empty");
	}

}
