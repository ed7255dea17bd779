// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.jspecify.annotations.Nullable;

/**
 * Knows while a statement is read whether a semicolon belongs to it: inside the
 * parentheses of {@code CREATE RULE} and inside {@code BEGIN ATOMIC ... END} of a routine
 * it does. Other parentheses do not count, so that a missing one spoils a single
 * statement and not the rest of the script.
 */
final class StatementNesting {

	private int position;

	private boolean create;

	private boolean rule;

	private boolean routine;

	private int parentheses;

	private int blocks;

	private @Nullable SqlToken previous;

	void accept(SqlToken token) {
		acceptHead(token);
		if (token.isSymbol("(")) {
			this.parentheses++;
		}
		else if (token.isSymbol(")")) {
			this.parentheses--;
		}
		else if (this.routine && this.parentheses == 0 && token.type() == TokenType.WORD) {
			acceptRoutineWord(token);
		}
		this.previous = token;
		this.position++;
	}

	boolean holdsSemicolon() {
		return (this.rule && this.parentheses > 0) || this.blocks > 0;
	}

	private void acceptHead(SqlToken token) {
		if (this.position == 0) {
			this.create = token.isWord("create");
		}
		else if (this.create && (this.position == 1 || (this.position == 3 && isPreviousWord("replace")))) {
			this.rule = token.isWord("rule");
			this.routine = token.isWord("function") || token.isWord("procedure");
		}
	}

	private void acceptRoutineWord(SqlToken token) {
		if (this.blocks == 0) {
			this.blocks = (token.isWord("atomic") && isPreviousWord("begin")) ? 1 : 0;
		}
		else if (!isLabel()) {
			if (token.isWord("case")) {
				this.blocks++;
			}
			else if (token.isWord("end")) {
				this.blocks--;
			}
		}
	}

	// Even reserved words may name a column after AS or a dot
	private boolean isLabel() {
		return isPreviousWord("as") || (this.previous != null && this.previous.isSymbol("."));
	}

	private boolean isPreviousWord(String word) {
		return this.previous != null && this.previous.isWord(word);
	}

}
