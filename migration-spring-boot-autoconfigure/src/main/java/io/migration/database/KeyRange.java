// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A range of keys that was handed out.
 *
 * @param id its number
 * @param pass the pass in which it was handed out
 * @param low the key behind which it begins, {@code null} for the beginning of the table
 * @param high the last key
 * @param rows how many rows it had when it was handed out
 * @param attempts how often it failed
 * @since 1.0.0
 */
public record KeyRange(long id, int pass, @Nullable List<String> low, List<String> high, int rows, int attempts) {

	public KeyRange {
		low = (low != null) ? List.copyOf(low) : null;
		high = List.copyOf(high);
	}

}
