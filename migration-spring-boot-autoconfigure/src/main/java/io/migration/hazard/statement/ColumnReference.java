// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import org.jspecify.annotations.Nullable;

/**
 * A column as a query names it.
 *
 * @param source the name or alias of what it is taken from; {@code null} if none is
 * written
 * @param column the column, or {@code *} for all
 * @since 1.0.0
 */
public record ColumnReference(@Nullable String source, String column) {

	/**
	 * Return whether all columns are meant.
	 * @return {@code true} for {@code *}
	 */
	public boolean isAll() {
		return this.column.equals("*");
	}

}
