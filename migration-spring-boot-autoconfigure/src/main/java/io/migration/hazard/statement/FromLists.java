// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Finds the tables in all {@code FROM} lists of a query.
 */
final class FromLists {

	private static final Set<String> NO_ALIAS = Set.of("on", "using", "join", "left", "right", "full", "inner", "cross",
			"natural", "where", "group", "having", "order", "limit", "offset", "fetch", "for", "union", "intersect",
			"except", "returning", "set", "window", "tablesample", "when", "select", "values", "default");

	private static final Set<String> END_OF_LIST = Set.of("where", "group", "having", "window", "order", "limit",
			"offset", "fetch", "for", "union", "intersect", "except", "returning", "select", "when");

	private final TokenCursor cursor;

	private final Set<String> common = new LinkedHashSet<>();

	private final Set<QualifiedName> tables = new LinkedHashSet<>();

	private final Deque<Place> places = new ArrayDeque<>(List.of(Place.QUERY));

	FromLists(List<SqlToken> tokens) {
		this.cursor = new TokenCursor(tokens);
	}

	List<QualifiedName> tables() {
		while (!this.cursor.isAtEnd()) {
			step();
		}
		return this.tables.stream()
			.filter((name) -> name.schema() != null || !this.common.contains(name.name()))
			.toList();
	}

	// Read the tables of a list that begins here
	List<QualifiedName> tablesOfList() {
		readList();
		return List.copyOf(this.tables);
	}

	private void step() {
		if (this.cursor.acceptSymbol("(")) {
			this.places.push(isQuery() ? Place.QUERY : Place.EXPRESSION);
		}
		else if (this.cursor.acceptSymbol(")")) {
			closeGroup();
		}
		else if (this.cursor.accept("distinct", "from")) {
			return;
		}
		else if (this.cursor.accept("delete", "from")) {
			// The table that is changed is not read
			this.cursor.accept("only");
			this.cursor.skipName();
		}
		else if (this.cursor.accept("join") || isStartOfList() || isNextInList()) {
			readList();
		}
		else {
			readWord();
		}
	}

	private boolean isStartOfList() {
		if (this.places.getFirst() == Place.EXPRESSION || !this.cursor.accept("from")) {
			return false;
		}
		this.places.pop();
		this.places.push(Place.LIST);
		return true;
	}

	private boolean isNextInList() {
		return this.places.getFirst() == Place.LIST && this.cursor.acceptSymbol(",");
	}

	private boolean isQuery() {
		boolean nested = this.places.getFirst() != Place.EXPRESSION && this.cursor.isAtSymbol("(");
		return nested || switch (this.cursor.word()) {
			case "select", "with", "update", "delete", "insert", "merge" -> true;
			default -> false;
		};
	}

	private void closeGroup() {
		if (this.places.size() > 1) {
			this.places.pop();
		}
	}

	private void readWord() {
		if (this.places.getFirst() == Place.LIST && END_OF_LIST.contains(this.cursor.word())) {
			this.places.pop();
			this.places.push(Place.QUERY);
		}
		readCommonTable();
	}

	private void readCommonTable() {
		SqlToken token = this.cursor.peek();
		this.cursor.skip();
		if (token == null || !token.isIdentifier()) {
			return;
		}
		boolean isNamed = this.cursor.isAt("as", "materialized") || this.cursor.isAt("as", "not", "materialized");
		List<SqlToken> rest = this.cursor.rest();
		boolean isGroup = rest.size() > 1 && rest.get(0).isWord("as") && rest.get(1).isSymbol("(");
		if (isNamed || isGroup) {
			this.common.add(token.identifier());
		}
	}

	private void readList() {
		do {
			this.cursor.accept("lateral");
			this.cursor.accept("only");
			QualifiedName name = this.cursor.readWrittenName();
			if (name == null) {
				return;
			}
			if (!this.cursor.isAtSymbol("(")) {
				this.tables.add(name);
				readAlias();
			}
		}
		while (this.cursor.acceptSymbol(","));
	}

	private void readAlias() {
		this.cursor.acceptSymbol("*");
		boolean as = this.cursor.accept("as");
		SqlToken token = this.cursor.peek();
		boolean alias = token != null && token.isIdentifier() && (as || !NO_ALIAS.contains(this.cursor.word()));
		if (alias) {
			this.cursor.skip();
			this.cursor.readGroup();
		}
	}

	/**
	 * Where in a query the cursor is. In the parentheses of {@code EXTRACT} and its like
	 * {@code FROM} begins no list.
	 */
	private enum Place {

		EXPRESSION, QUERY, LIST

	}

}
