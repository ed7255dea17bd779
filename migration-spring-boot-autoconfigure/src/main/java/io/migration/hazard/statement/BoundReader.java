// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Reads how a table is partitioned and what a partition takes.
 */
final class BoundReader {

	private BoundReader() {
	}

	static PartitionBound readBound(TokenCursor cursor) {
		if (cursor.accept("default")) {
			return new PartitionBound(true, List.of(), List.of(), List.of());
		}
		cursor.accept("for", "values");
		if (cursor.accept("in")) {
			return new PartitionBound(false, List.of(), List.of(), values(cursor));
		}
		List<List<SqlToken>> from = cursor.accept("from") ? values(cursor) : List.of();
		List<List<SqlToken>> to = cursor.accept("to") ? values(cursor) : List.of();
		return new PartitionBound(false, from, to, List.of());
	}

	static PartitionKey readKey(TokenCursor cursor) {
		String strategy = cursor.word();
		cursor.skip();
		return new PartitionKey(strategy, values(cursor));
	}

	private static List<List<SqlToken>> values(TokenCursor cursor) {
		return cursor.readGroup().split().stream().map(TokenCursor::rest).toList();
	}

}
