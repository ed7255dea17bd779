// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Reads the columns that {@code UPDATE ... SET} sets.
 */
final class AssignmentReader {

	private AssignmentReader() {
	}

	static List<String> readColumns(TokenCursor cursor) {
		List<String> columns = new ArrayList<>();
		do {
			if (cursor.isAtSymbol("(")) {
				columns.addAll(ConstraintReader.readColumns(cursor));
			}
			else {
				SqlToken token = cursor.peek();
				if (token != null && token.isIdentifier()) {
					columns.add(token.identifier());
				}
			}
			skipValue(cursor);
		}
		while (cursor.acceptSymbol(","));
		return columns;
	}

	private static void skipValue(TokenCursor cursor) {
		while (!cursor.isAtEnd() && !cursor.isAtSymbol(",") && !cursor.isAt("from") && !cursor.isAt("where")
				&& !cursor.isAt("returning")) {
			boolean distinct = cursor.accept("distinct", "from");
			if (!distinct) {
				cursor.skipGroup();
			}
		}
	}

}
