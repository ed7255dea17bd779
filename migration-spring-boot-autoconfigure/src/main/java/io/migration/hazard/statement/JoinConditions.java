// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Reads {@code FROM} and {@code WHERE} of an {@code UPDATE} that is restricted by nothing
 * but a join of plain tables: columns of one that equal columns of another.
 */
final class JoinConditions {

	private static final int COMPARISON = 7;

	private final TokenCursor cursor;

	private final Map<String, QualifiedName> tables = new HashMap<>();

	private final List<JoinedColumn> columns = new ArrayList<>();

	private JoinConditions(TokenCursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Read a join.
	 * @param tokens what follows the assignments
	 * @return the columns of the tables in {@code FROM}; empty for anything that is not
	 * plain
	 */
	static List<JoinedColumn> read(List<SqlToken> tokens) {
		JoinConditions conditions = new JoinConditions(new TokenCursor(tokens));
		return (conditions.readTables() && conditions.readConditions()) ? conditions.columns : List.of();
	}

	// A query or VALUES may hold few rows, and JOIN may hold a condition
	private boolean readTables() {
		if (!this.cursor.accept("from")) {
			return false;
		}
		do {
			this.cursor.accept("only");
			QualifiedName name = this.cursor.readWrittenName();
			this.cursor.accept("as");
			SqlToken alias = this.cursor.peek();
			boolean named = alias != null && alias.isIdentifier() && !this.cursor.isAt("where");
			if (name == null || alias == null) {
				return false;
			}
			this.tables.put(named ? alias.identifier() : name.name(), name);
			if (named) {
				this.cursor.skip();
			}
		}
		while (this.cursor.acceptSymbol(","));
		return this.cursor.accept("where");
	}

	private boolean readConditions() {
		int start = this.cursor.position();
		while (!this.cursor.isAtEnd() && !this.cursor.isAt("returning")) {
			this.cursor.skipGroup();
		}
		return new Expression(this.cursor.since(start)).conditions()
			.stream()
			.allMatch((condition) -> readJoin(condition.tokens()));
	}

	// a.b = c.d
	private boolean readJoin(List<SqlToken> tokens) {
		boolean join = tokens.size() == COMPARISON && isColumn(tokens.subList(0, 3)) && tokens.get(3).isSymbol("=")
				&& isColumn(tokens.subList(4, COMPARISON))
				&& !tokens.get(0).identifier().equals(tokens.get(4).identifier());
		if (join) {
			add(tokens.get(0), tokens.get(2));
			add(tokens.get(4), tokens.get(6));
		}
		return join;
	}

	private static boolean isColumn(List<SqlToken> tokens) {
		return tokens.get(0).isIdentifier() && tokens.get(1).isSymbol(".") && tokens.get(2).isIdentifier();
	}

	private void add(SqlToken alias, SqlToken column) {
		QualifiedName table = this.tables.get(alias.identifier());
		if (table != null) {
			this.columns.add(new JoinedColumn(table, column.identifier()));
		}
	}

}
