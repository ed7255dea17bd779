// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.sql.BodyTokens;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;

/**
 * Finds the SQL in the body of a PL/pgSQL block: what stands where a statement may begin.
 */
final class BlockStatements {

	private static final Set<String> OPENERS = Set.of("begin", "then", "else", "loop");

	private static final Set<String> VERBS = Set.of("create", "alter", "drop", "insert", "update", "delete", "merge",
			"truncate", "lock", "select", "with", "copy", "grant", "revoke", "comment", "refresh", "reindex", "cluster",
			"analyze", "vacuum", "call", "set", "reset", "do", "commit", "rollback");

	private final TokenCursor cursor;

	private final List<SqlAction> statements = new ArrayList<>();

	private boolean dynamic;

	private BlockStatements(List<SqlToken> tokens) {
		this.cursor = new TokenCursor(tokens);
	}

	static BlockStatements in(List<SqlToken> tokens) {
		BlockStatements block = new BlockStatements(tokens);
		block.read();
		return block;
	}

	List<SqlAction> statements() {
		return this.statements;
	}

	boolean dynamic() {
		return this.dynamic;
	}

	private void read() {
		boolean atStart = true;
		while (!this.cursor.isAtEnd()) {
			if (this.cursor.isAt("declare")) {
				skipDeclarations();
			}
			if (atStart && this.cursor.isAt("for")) {
				readLoop();
			}
			if (atStart && isStatement()) {
				readStatement();
			}
			atStart = this.cursor.isAtSymbol(";") || OPENERS.contains(this.cursor.word());
			this.cursor.skip();
		}
	}

	private void skipDeclarations() {
		while (!this.cursor.isAtEnd() && !this.cursor.isAt("begin")) {
			this.cursor.skip();
		}
	}

	// A variable may have the name of a verb
	private boolean isStatement() {
		List<SqlToken> rest = this.cursor.rest();
		boolean assigned = rest.size() > 1 && (rest.get(1).isSymbol(":=") || rest.get(1).isSymbol("="));
		String word = this.cursor.word();
		return !assigned && (VERBS.contains(word) || word.equals("perform") || word.equals("execute"));
	}

	private void readStatement() {
		boolean perform = this.cursor.isAt("perform");
		boolean execute = this.cursor.accept("execute");
		int start = this.cursor.position();
		while (!this.cursor.isAtEnd() && !this.cursor.isAtSymbol(";")) {
			this.cursor.skip();
		}
		List<SqlToken> tokens = this.cursor.since(start);
		if (execute) {
			readDynamic(tokens);
		}
		else {
			this.statements.add(perform ? perform(tokens) : StatementReader.read(withoutTargets(tokens)));
		}
	}

	// In a block SELECT INTO makes no table but sets variables
	private static List<SqlToken> withoutTargets(List<SqlToken> tokens) {
		TokenCursor cursor = new TokenCursor(tokens);
		if (!(cursor.isAt("select") || cursor.isAt("with")) || cursor.hasOutsideParentheses("insert", "into")
				|| !cursor.acceptOutsideParentheses("into")) {
			return tokens;
		}
		List<SqlToken> rest = new ArrayList<>(tokens.subList(0, cursor.position() - 1));
		cursor.accept("strict");
		do {
			cursor.skipName();
		}
		while (cursor.acceptSymbol(","));
		rest.addAll(cursor.rest());
		return rest;
	}

	// A loop over numbers or a cursor has no statement in its head
	private void readLoop() {
		skipTo("in");
		this.cursor.skip();
		boolean execute = this.cursor.accept("execute");
		int start = this.cursor.position();
		boolean query = this.cursor.isAt("select") || this.cursor.isAt("with");
		skipTo("loop");
		List<SqlToken> tokens = this.cursor.since(start);
		if (execute) {
			readDynamic(tokens);
		}
		else if (query) {
			this.statements.add(StatementReader.read(tokens));
		}
	}

	private void skipTo(String word) {
		while (!this.cursor.isAtEnd() && !this.cursor.isAt(word) && !this.cursor.isAtSymbol(";")) {
			this.cursor.skipGroup();
		}
	}

	private static SqlAction perform(List<SqlToken> tokens) {
		SqlAction value = SequenceReader.read(new TokenCursor(tokens), SourceRange.of(tokens));
		if (value != null) {
			return value;
		}
		QueryReads reads = QueryReads.of(tokens);
		return new DataStatement.Query(SourceRange.of(tokens), reads.tables(),
				QueryReader.readWhere(new TokenCursor(tokens)), false, reads.functions());
	}

	// Only a literal can be read; what follows it would be computed
	private void readDynamic(List<SqlToken> tokens) {
		boolean literal = !tokens.isEmpty() && tokens.get(0).type() == TokenType.STRING
				&& (tokens.size() == 1 || tokens.get(1).isWord("into") || tokens.get(1).isWord("using"));
		List<SqlToken> text = literal ? BodyTokens.of(tokens.get(0)) : null;
		if (text == null || text.isEmpty()) {
			this.dynamic = true;
		}
		else {
			this.statements.add(StatementReader.read(text));
		}
	}

}
