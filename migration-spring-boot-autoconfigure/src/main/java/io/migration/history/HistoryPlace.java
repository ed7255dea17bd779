// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import org.jspecify.annotations.Nullable;

/**
 * Where the history was found, and how it is written.
 *
 * @param currentSchema the schema that was current when it was read, {@code null} if
 * there is none or the history is missing
 * @param schema the schema of the history, {@code null} if it is missing
 * @param format the format of its table, from 1; 0 if it is missing
 * @since 1.0.0
 */
public record HistoryPlace(@Nullable String currentSchema, @Nullable String schema, int format) {

	static final HistoryPlace NONE = new HistoryPlace(null, null, 0);

	/**
	 * Return whether this release may write to the history.
	 * @return {@code false} if a newer release changed its format
	 */
	public boolean canWrite() {
		return this.format <= HistoryFormat.PRESENT;
	}

}
