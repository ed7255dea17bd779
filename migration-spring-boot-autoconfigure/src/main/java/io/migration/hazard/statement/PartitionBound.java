// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * The values that a partition takes.
 *
 * @param isDefault whether it takes what no other does
 * @param from the values of {@code FROM}
 * @param to the values of {@code TO}
 * @param in the values of {@code IN}
 * @since 1.0.0
 */
public record PartitionBound(boolean isDefault, List<List<SqlToken>> from, List<List<SqlToken>> to,
		List<List<SqlToken>> in) {

	public PartitionBound {
		from = List.copyOf(from);
		to = List.copyOf(to);
		in = List.copyOf(in);
	}

	/**
	 * Read a bound.
	 * @param tokens its tokens
	 * @return what they say
	 */
	public static PartitionBound of(List<SqlToken> tokens) {
		return BoundReader.readBound(new TokenCursor(tokens));
	}

}
