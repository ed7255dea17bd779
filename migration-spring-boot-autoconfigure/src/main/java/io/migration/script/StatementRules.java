// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;

import io.migration.sql.SqlStatement;
import io.migration.sql.StatementKind;

/**
 * Checks which statements a section may hold.
 *
 * @param section the section
 * @param problems where mistakes go
 */
record StatementRules(Section section, FileProblems problems) {

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
		int count = BatchCondition.places(statement.tokens()).size();
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
		else if (this.section.type() == SectionType.BACKFILL) {
			checkRecognises(statement);
		}
	}

	/**
	 * A pass that changes nothing is how a backfill recognises its end.
	 */
	private void checkRecognises(SqlStatement statement) {
		String once = this.section.marker().option("once");
		boolean makesOnePass = once != null && !once.equals("false") && !once.equals("off");
		if (!makesOnePass && BatchCondition.isOnlyConditionOfUpdate(statement)) {
			this.problems.add(statement.line(), "The UPDATE changes rows again that it has changed before",
					"Add a condition for the rows that are not done, such as 'WHERE x IS NULL AND :batch', or write "
							+ "once=true into the marker: then exactly one pass is made.");
		}
	}

}
