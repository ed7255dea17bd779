// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.hazard.statement.SelectQuery.Source;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sources in a {@code FROM} list.
 */
final class FromReader {

	private static final Set<String> JOINS = Set.of("join", "left", "right", "full", "inner", "outer", "cross",
			"natural");

	private static final Set<String> NO_ALIAS = Set.of("on", "using", "tablesample", "with");

	private final ReferenceReader references;

	private final List<Source> sources = new ArrayList<>();

	FromReader(ReferenceReader references) {
		this.references = references;
	}

	List<Source> sources() {
		return this.sources;
	}

	void read(TokenCursor cursor) {
		while (!cursor.isAtEnd()) {
			if (cursor.accept("on")) {
				this.references.read(condition(cursor));
			}
			else if (cursor.accept("using")) {
				SelectReader.names(cursor.readGroup())
					.forEach((column) -> this.references.add(new ColumnReference(null, column)));
				skipAlias(cursor);
			}
			else if (!cursor.acceptSymbol(",") && !cursor.acceptAny(JOINS) && !cursor.accept("lateral")
					&& !cursor.accept("only")) {
				readSource(cursor);
			}
		}
	}

	private static List<SqlToken> condition(TokenCursor cursor) {
		int start = cursor.position();
		while (!cursor.isAtEnd() && !cursor.isAtSymbol(",") && !isAtJoin(cursor)) {
			cursor.skipGroup();
		}
		return cursor.since(start);
	}

	// There are functions left() and right()
	private static boolean isAtJoin(TokenCursor cursor) {
		List<SqlToken> rest = cursor.rest();
		return JOINS.contains(cursor.word()) && (rest.size() < 2 || !rest.get(1).isSymbol("("));
	}

	private static void skipAlias(TokenCursor cursor) {
		if (cursor.accept("as")) {
			cursor.skip();
		}
	}

	private void readSource(TokenCursor cursor) {
		if (cursor.isAtSymbol("(")) {
			readGroup(cursor);
			return;
		}
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			cursor.skip();
			return;
		}
		boolean function = cursor.isAtSymbol("(") || cursor.isAt("from");
		if (function) {
			cursor.accept("from");
			this.references.read(cursor.readGroup().rest());
		}
		cursor.acceptSymbol("*");
		cursor.accept("with", "ordinality");
		add(cursor, name.name(), function ? null : name, null);
		if (cursor.accept("tablesample")) {
			cursor.skip();
			cursor.readGroup();
		}
	}

	private void readGroup(TokenCursor cursor) {
		List<SqlToken> group = cursor.readGroup().rest();
		if (SelectReader.isQuery(group)) {
			add(cursor, "", null, SelectQuery.of(group));
		}
		else {
			read(new TokenCursor(group));
			skipAlias(cursor);
		}
	}

	private void add(TokenCursor cursor, String name, @Nullable QualifiedName table, @Nullable SelectQuery query) {
		boolean as = cursor.accept("as");
		SqlToken token = cursor.peek();
		boolean aliased = token != null && token.isIdentifier()
				&& (as || !(NO_ALIAS.contains(cursor.word()) || JOINS.contains(cursor.word())));
		if (!aliased || token == null) {
			this.sources.add(new Source(name, table, query, List.of()));
			return;
		}
		cursor.skip();
		List<String> columns = (table != null || query != null) ? SelectReader.names(cursor.readGroup()) : List.of();
		cursor.readGroup();
		this.sources.add(new Source(token.identifier(), table, query, columns));
	}

}
