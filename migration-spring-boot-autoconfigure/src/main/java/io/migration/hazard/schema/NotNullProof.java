// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Expression;
import io.migration.sql.SqlToken;

/**
 * Tells whether a check proves to the server that a column has no nulls. The server sees
 * {@code IS NOT NULL} as a part of an {@code AND}, and the negation of {@code IS NULL};
 * it does not see that a comparison is never true for null.
 */
final class NotNullProof {

	private NotNullProof() {
	}

	static boolean isIn(ConstraintDefinition constraint, String column) {
		Expression expression = constraint.expression();
		return constraint.kind() == ConstraintKind.CHECK && expression != null && proves(expression.tokens(), column);
	}

	private static boolean proves(List<SqlToken> tokens, String column) {
		List<SqlToken> bare = Parentheses.strip(tokens);
		List<List<SqlToken>> parts = Parentheses.split(bare, "and");
		if (Parentheses.split(bare, "or").size() > 1) {
			return false;
		}
		if (parts.size() > 1) {
			return parts.stream().anyMatch((part) -> proves(part, column));
		}
		if (!bare.isEmpty() && bare.get(0).isWord("not")) {
			return isTest(Parentheses.strip(bare.subList(1, bare.size())), column, "is", "null");
		}
		return isTest(bare, column, "is", "not", "null") || isTest(bare, column, "notnull");
	}

	private static boolean isTest(List<SqlToken> tokens, String column, String... words) {
		int first = tokens.size() - words.length;
		if (first < 1) {
			return false;
		}
		List<SqlToken> subject = Parentheses.strip(tokens.subList(0, first));
		boolean isColumn = subject.size() == 1 && subject.get(0).isIdentifier()
				&& subject.get(0).identifier().equals(column);
		for (int i = 0; isColumn && i < words.length; i++) {
			isColumn = tokens.get(first + i).isWord(words[i]);
		}
		return isColumn;
	}

}
