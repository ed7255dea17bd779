// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Groups the tokens of one text into statements.
 */
final class PostgreSqlStatementReader {

	private final PostgreSqlTokenizer tokenizer;

	private final Predicate<String> boundary;

	private final List<SqlStatement> statements = new ArrayList<>();

	private final List<SqlToken> boundaries = new ArrayList<>();

	private List<SqlToken> tokens = new ArrayList<>();

	private StatementNesting nesting = new StatementNesting();

	PostgreSqlStatementReader(String source, Predicate<String> boundary) {
		this.tokenizer = new PostgreSqlTokenizer(source);
		this.boundary = boundary;
	}

	SqlScript read() {
		SqlToken token = this.tokenizer.next();
		while (token != null) {
			accept(token);
			token = this.tokenizer.next();
		}
		endStatement(false);
		return new SqlScript(this.statements, this.boundaries);
	}

	private void accept(SqlToken token) {
		if (token.type() == TokenType.COMMENT) {
			if (isBoundary(token)) {
				endStatement(false);
				this.boundaries.add(token);
			}
		}
		else if (token.isSymbol(";") && !this.nesting.holdsSemicolon()) {
			endStatement(true);
		}
		else {
			this.nesting.accept(token);
			this.tokens.add(token);
		}
	}

	private boolean isBoundary(SqlToken comment) {
		return comment.text().startsWith("--") && isFirstOnLine(comment) && this.boundary.test(comment.text());
	}

	private boolean isFirstOnLine(SqlToken token) {
		int lineStart = token.offset() - token.column() + 1;
		for (int i = token.offset() - 1; i >= lineStart; i--) {
			if (!SqlCharacters.isSpace(this.tokenizer.text().charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private void endStatement(boolean closed) {
		if (!this.tokens.isEmpty()) {
			this.statements.add(statement(copyData(closed)));
			StringEscapeSetting.of(this.tokens, this.tokenizer);
		}
		this.tokens = new ArrayList<>();
		this.nesting = new StatementNesting();
	}

	private @Nullable CopyData copyData(boolean closed) {
		if (!CopyDataReader.isFollowedByData(this.tokens)) {
			return null;
		}
		SqlToken copy = this.tokens.get(0);
		if (!closed) {
			throw CopyDataReader.neverClosed(copy);
		}
		return CopyDataReader.read(this.tokenizer, copy);
	}

	private SqlStatement statement(@Nullable CopyData copyData) {
		SqlToken first = this.tokens.get(0);
		SqlToken last = this.tokens.get(this.tokens.size() - 1);
		String text = this.tokenizer.text().substring(first.offset(), last.end());
		StatementTraits traits = StatementClassifier.classify(this.tokens);
		return new SqlStatement(text, first.line(), this.tokens, traits.kind(), traits.transactionUse(),
				traits.lockImpact(), traits.changesSession(), copyData);
	}

}
