// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * {@code PARTITION BY}.
 *
 * @param strategy {@code range}, {@code list} or {@code hash}
 * @param keys the tokens of each key
 * @since 1.0.0
 */
public record PartitionKey(String strategy, List<List<SqlToken>> keys) {

	public PartitionKey {
		keys = List.copyOf(keys);
	}

	/**
	 * Return the columns of the key.
	 * @return the columns; expressions are left out
	 */
	public List<String> columns() {
		return this.keys.stream()
			.filter((key) -> !key.isEmpty() && key.get(0).isIdentifier())
			.map((key) -> key.get(0).identifier())
			.toList();
	}

	/**
	 * Read a partition key.
	 * @param tokens its tokens
	 * @return what they say
	 */
	public static PartitionKey of(List<SqlToken> tokens) {
		return BoundReader.readKey(new TokenCursor(tokens));
	}

}
