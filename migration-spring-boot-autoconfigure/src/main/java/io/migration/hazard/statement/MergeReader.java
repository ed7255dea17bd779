// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;

/**
 * Reads {@code MERGE}.
 */
final class MergeReader {

	private final TokenCursor cursor;

	private final List<String> matched = new ArrayList<>();

	private final List<String> unmatched = new ArrayList<>();

	private MergeReader(TokenCursor cursor) {
		this.cursor = cursor;
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		cursor.accept("merge", "into");
		QualifiedName table = NameList.readRelation(cursor);
		return (table != null) ? new MergeReader(cursor).read(range, table) : new UnknownStatement(range, "merge");
	}

	private SqlAction read(SourceRange range, QualifiedName table) {
		List<QualifiedName> reads = this.cursor.acceptOutsideParentheses("using")
				? new FromLists(this.cursor.rest()).tablesOfList() : List.of();
		Expression on = this.cursor.acceptOutsideParentheses("on") ? readCondition() : null;
		while (this.cursor.acceptOutsideParentheses("when")) {
			readAction();
		}
		return new DataStatement.Merge(range, table, reads, on, this.matched, this.unmatched);
	}

	private Expression readCondition() {
		int start = this.cursor.position();
		while (!this.cursor.isAtEnd() && !this.cursor.isAt("when")) {
			this.cursor.skipGroup();
		}
		return new Expression(this.cursor.since(start));
	}

	// With a condition of its own it may spare rows
	private void readAction() {
		boolean partner = this.cursor.accept("matched");
		boolean none = !partner && this.cursor.accept("not", "matched", "by", "source");
		if (this.cursor.accept("then") && (partner || none)) {
			(partner ? this.matched : this.unmatched).add(this.cursor.word());
		}
	}

}
