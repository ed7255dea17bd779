// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.hazard.statement.SelectQuery.Block;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Reads one {@code SELECT}.
 */
final class SelectBlockReader {

	private static final Set<String> BEHIND_FROM = Set.of("where", "group", "having", "window", "order", "limit",
			"offset", "fetch", "for");

	private final TokenCursor cursor;

	private final ReferenceReader references = new ReferenceReader();

	private final List<ColumnReference> outputs = new ArrayList<>();

	SelectBlockReader(TokenCursor cursor) {
		this.cursor = cursor;
	}

	Block read() {
		if (this.cursor.accept("select")) {
			readList(new TokenCursor(tokensOfList()));
		}
		FromReader from = new FromReader(this.references);
		if (this.cursor.accept("from")) {
			from.read(new TokenCursor(tokensOfFrom()));
		}
		readRest();
		return new Block(from.sources(), this.references.found(), this.references.subqueries(), this.outputs);
	}

	private List<SqlToken> tokensOfList() {
		this.cursor.accept("all");
		if (this.cursor.accept("distinct") && this.cursor.accept("on")) {
			this.references.read(this.cursor.readGroup().rest());
		}
		int start = this.cursor.position();
		while (!this.cursor.isAtEnd() && !isEndOfList()) {
			if (!this.cursor.accept("distinct", "from")) {
				this.cursor.skipGroup();
			}
		}
		return this.cursor.since(start);
	}

	private boolean isEndOfList() {
		return this.cursor.isAt("from") || BEHIND_FROM.contains(this.cursor.word());
	}

	private List<SqlToken> tokensOfFrom() {
		int start = this.cursor.position();
		while (!this.cursor.isAtEnd() && !BEHIND_FROM.contains(this.cursor.word())) {
			this.cursor.skipGroup();
		}
		return this.cursor.since(start);
	}

	private void readList(TokenCursor list) {
		for (TokenCursor part : list.split()) {
			OutputItem item = OutputItem.of(part.rest());
			this.outputs.add(item.output());
			if (item.output().isAll()) {
				this.references.add(item.output());
			}
			else {
				this.references.read(item.expression());
			}
		}
	}

	// Behind ORDER BY the names of the result come first
	private void readRest() {
		int start = this.cursor.position();
		boolean ordered = this.cursor.acceptOutsideParentheses("order", "by");
		this.references.read(ordered ? this.cursor.since(start) : this.cursor.rest());
		if (ordered) {
			for (TokenCursor part : this.cursor.split()) {
				List<SqlToken> tokens = part.rest();
				if (tokens.isEmpty() || !isOutput(tokens.get(0))) {
					this.references.read(tokens);
				}
			}
		}
	}

	private boolean isOutput(SqlToken token) {
		return token.isIdentifier()
				&& this.outputs.stream().anyMatch((output) -> output.column().equals(token.identifier()));
	}

}
