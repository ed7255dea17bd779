// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns and queries in expressions. Words of the language are taken for
 * columns, too; there are none of these names.
 */
final class ReferenceReader {

	private final List<ColumnReference> found = new ArrayList<>();

	private final List<SelectQuery> subqueries = new ArrayList<>();

	List<ColumnReference> found() {
		return this.found;
	}

	List<SelectQuery> subqueries() {
		return this.subqueries;
	}

	void add(ColumnReference reference) {
		this.found.add(reference);
	}

	void read(List<SqlToken> tokens) {
		TokenCursor cursor = new TokenCursor(tokens);
		while (!cursor.isAtEnd()) {
			step(cursor);
		}
	}

	private void step(TokenCursor cursor) {
		if (cursor.isAtSymbol("(")) {
			List<SqlToken> group = cursor.readGroup().rest();
			if (SelectReader.isQuery(group) && !group.get(0).isSymbol("(")) {
				this.subqueries.add(SelectQuery.of(group));
			}
			else {
				read(group);
			}
		}
		else if (cursor.acceptSymbol("::") || cursor.accept("as")) {
			TypeReader.read(cursor);
		}
		else if (cursor.acceptSymbol(".")) {
			// A field of what is in parentheses
			cursor.skip();
		}
		else {
			readName(cursor);
		}
	}

	private void readName(TokenCursor cursor) {
		SqlToken first = cursor.peek();
		if (first == null || !first.isIdentifier()) {
			cursor.skip();
			return;
		}
		boolean extract = cursor.isAt("extract");
		int start = cursor.position();
		cursor.skipName();
		SqlToken next = cursor.peek();
		if (next != null && next.isSymbol("(")) {
			readCall(cursor, extract);
		}
		else if (next == null || next.type() != TokenType.STRING) {
			add(cursor.since(start));
		}
	}

	// The first word in EXTRACT is no column
	private void readCall(TokenCursor cursor, boolean extract) {
		if (extract) {
			TokenCursor group = cursor.readGroup();
			group.skip();
			read(group.rest());
		}
	}

	private void add(List<SqlToken> chain) {
		List<String> parts = chain.stream().filter(SqlToken::isIdentifier).map(SqlToken::identifier).toList();
		int last = parts.size() - 1;
		@Nullable String source = (last > 0) ? parts.get(last - 1) : null;
		if (!chain.get(chain.size() - 1).isSymbol(".")) {
			this.found.add(new ColumnReference(source, parts.get(last)));
		}
	}

}
