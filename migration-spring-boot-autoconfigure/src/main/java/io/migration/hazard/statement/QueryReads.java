// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;

/**
 * What a query reads and calls, wherever in it that stands.
 *
 * @param tables the tables and views behind {@code FROM} and {@code JOIN}, without common
 * table expressions
 * @param functions the functions that are called
 */
record QueryReads(List<QualifiedName> tables, List<String> functions) {

	static QueryReads of(List<SqlToken> tokens) {
		return new QueryReads(new FromLists(tokens).tables(), calls(tokens));
	}

	static List<String> calls(List<SqlToken> tokens) {
		Set<String> functions = new LinkedHashSet<>();
		for (int i = 0; i + 1 < tokens.size(); i++) {
			if (tokens.get(i).isIdentifier() && tokens.get(i + 1).isSymbol("(")) {
				functions.add(tokens.get(i).identifier());
			}
		}
		return List.copyOf(functions);
	}

}
