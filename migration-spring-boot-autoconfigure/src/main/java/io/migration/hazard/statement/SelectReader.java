// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.hazard.statement.SelectQuery.Block;
import io.migration.hazard.statement.SelectQuery.Source;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Takes queries apart.
 */
final class SelectReader {

	private static final Set<String> OPERATORS = Set.of("union", "intersect", "except");

	private final TokenCursor cursor;

	private final List<Source> common = new ArrayList<>();

	SelectReader(List<SqlToken> tokens) {
		this.cursor = new TokenCursor(tokens);
	}

	static boolean isQuery(List<SqlToken> tokens) {
		int first = 0;
		while (first < tokens.size() && tokens.get(first).isSymbol("(")) {
			first++;
		}
		return new TokenCursor(tokens.subList(first, tokens.size())).acceptAny(Set.of("select", "with", "values"));
	}

	SelectQuery read() {
		if (this.cursor.accept("with")) {
			this.cursor.accept("recursive");
			readCommonTables();
		}
		List<Block> blocks = new ArrayList<>();
		do {
			this.cursor.accept("all");
			this.cursor.accept("distinct");
			blocks.add(readBlock(tokensOfBlock()));
		}
		while (this.cursor.acceptAny(OPERATORS));
		return new SelectQuery(this.common, blocks);
	}

	private void readCommonTables() {
		do {
			SqlToken name = this.cursor.peek();
			this.cursor.skip();
			List<String> columns = names(this.cursor.readGroup());
			this.cursor.acceptOutsideParentheses("as");
			this.cursor.accept("not");
			this.cursor.accept("materialized");
			SelectQuery query = SelectQuery.of(this.cursor.readGroup().rest());
			if (name != null && name.isIdentifier()) {
				this.common.add(new Source(name.identifier(), null, query, columns));
			}
			while (!this.cursor.isAtEnd() && !this.cursor.isAtSymbol(",") && !this.cursor.isAt("select")
					&& !this.cursor.isAtSymbol("(")) {
				this.cursor.skip();
			}
		}
		while (this.cursor.acceptSymbol(","));
	}

	static List<String> names(TokenCursor group) {
		return group.rest().stream().filter(SqlToken::isIdentifier).map(SqlToken::identifier).toList();
	}

	private List<SqlToken> tokensOfBlock() {
		int start = this.cursor.position();
		while (!this.cursor.isAtEnd() && !OPERATORS.contains(this.cursor.word())) {
			this.cursor.skipGroup();
		}
		return this.cursor.since(start);
	}

	private static Block readBlock(List<SqlToken> tokens) {
		TokenCursor block = new TokenCursor(tokens);
		if (block.isAtSymbol("(")) {
			SelectQuery query = SelectQuery.of(block.readGroup().rest());
			return all(new Source("", null, query, List.of()));
		}
		if (block.accept("table")) {
			return all(new Source("", block.readWrittenName(), null, List.of()));
		}
		return new SelectBlockReader(block).read();
	}

	private static Block all(Source source) {
		List<ColumnReference> everything = List.of(new ColumnReference(null, "*"));
		return new Block(List.of(source), everything, List.of(), everything);
	}

}
