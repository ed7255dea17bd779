// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import io.migration.Finding.Position;
import io.migration.hazard.statement.SourceRange;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;

/**
 * Turns offsets into lines and columns.
 */
final class Positions {

	private Positions() {
	}

	static Position of(SourceRange range, SqlStatement sql) {
		SqlToken first = sql.tokens().get(0);
		int start = range.start() - first.offset();
		int end = range.end() - first.offset();
		boolean inside = start >= 0 && end <= sql.text().length() && start < end;
		Cursor cursor = new Cursor(first.line(), first.column());
		cursor.walk(sql.text(), 0, inside ? start : 0);
		int line = cursor.line;
		int column = cursor.column;
		cursor.walk(sql.text(), inside ? start : 0, inside ? end : sql.text().length());
		return new Position(line, column, cursor.line, cursor.column);
	}

	/**
	 * Counts lines and columns.
	 */
	private static final class Cursor {

		private int line;

		private int column;

		Cursor(int line, int column) {
			this.line = line;
			this.column = column;
		}

		void walk(String text, int from, int to) {
			int start = from;
			for (int end = text.indexOf('\n', start); end >= 0 && end < to; end = text.indexOf('\n', start)) {
				this.line++;
				this.column = 1;
				start = end + 1;
			}
			this.column += to - start;
		}

	}

}
