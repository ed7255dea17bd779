// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;

import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.StatementKind;

/**
 * Checks which statements a section may hold.
 *
 * @param section the section
 * @param problems where mistakes go
 */
record StatementRules(Section section, FileProblems problems) {

	private static final String BATCH = "batch";

	void check(List<SqlStatement> statements, TransactionMode mode) {
		statements.forEach(this::checkBatch);
		if (this.section.type().isQueries()) {
			statements.forEach(this::checkQuery);
		}
		else {
			new TransactionRules(this.section, mode, this.problems).check(statements);
		}
	}

	private void checkQuery(SqlStatement statement) {
		if (statement.kind() != StatementKind.QUERY) {
			this.problems.add(statement.line(),
					"'" + StatementTitle.of(statement) + "' in '" + this.section.title() + "' is not a query",
					"Use queries that return no row if all is well.");
		}
	}

	private void checkBatch(SqlStatement statement) {
		int count = countBatches(statement.tokens());
		if (this.section.type() != SectionType.BACKFILL && count > 0) {
			this.problems.add(statement.line(), "':batch' has no meaning outside of a backfill",
					"Remove it, or move the statement into a section 'backfill'.");
		}
		if (this.section.type() == SectionType.BACKFILL && count != 1) {
			this.problems.add(statement.line(),
					(count == 0) ? "The statement of the backfill does not say where ':batch' goes"
							: "':batch' is there " + count + " times in one statement",
					"Write ':batch' once, as a condition such as 'WHERE ... AND :batch'.");
		}
	}

	private static int countBatches(List<SqlToken> tokens) {
		int count = 0;
		int brackets = 0;
		for (int i = 0; i < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			if (token.isSymbol("[")) {
				brackets++;
			}
			else if (token.isSymbol("]")) {
				brackets--;
			}
			else if (brackets == 0 && isBatch(tokens, i)) {
				count++;
			}
		}
		return count;
	}

	/**
	 * Return whether the token is the word of {@code :batch}, and not of {@code ::batch}
	 * or {@code : batch}.
	 */
	private static boolean isBatch(List<SqlToken> tokens, int index) {
		if (index == 0 || !tokens.get(index).isWord(BATCH) || !tokens.get(index).text().equals(BATCH)) {
			return false;
		}
		SqlToken colon = tokens.get(index - 1);
		boolean adjacent = colon.isSymbol(":") && colon.end() == tokens.get(index).offset();
		boolean doubled = index > 1 && tokens.get(index - 2).text().endsWith(":")
				&& tokens.get(index - 2).end() == colon.offset();
		return adjacent && !doubled;
	}

}
