// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the marker line of a backfill says about its batches.
 *
 * @param table the table that is walked through, as written
 * @param alias how the statements call the table; {@code null}: by its name
 * @param key the columns of the key to walk along; empty: the primary key
 * @param batch rows of the first batch; {@code null}: the configured size
 * @param throttle the throttle as written; {@code null}: the configured ones
 * @param once whether exactly one pass is made, because the statement cannot recognise
 * the rows that are already done
 * @since 1.0.0
 */
public record BackfillOptions(String table, @Nullable String alias, List<String> key, @Nullable Integer batch,
		@Nullable String throttle, boolean once) {

	public BackfillOptions {
		key = List.copyOf(key);
	}

}
