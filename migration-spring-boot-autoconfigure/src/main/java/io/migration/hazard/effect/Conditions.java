// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;

import io.migration.hazard.schema.Parentheses;
import io.migration.sql.SqlToken;

/**
 * Takes conditions apart.
 */
final class Conditions {

	private Conditions() {
	}

	static List<List<SqlToken>> conjuncts(List<SqlToken> tokens) {
		List<SqlToken> bare = Parentheses.strip(tokens);
		if (Parentheses.split(bare, "or").size() > 1) {
			return List.of(bare);
		}
		List<List<SqlToken>> parts = Parentheses.split(bare, "and");
		return (parts.size() == 1) ? List.of(bare)
				: parts.stream().flatMap((part) -> conjuncts(part).stream()).toList();
	}

	static List<List<SqlToken>> disjuncts(List<SqlToken> tokens) {
		return Parentheses.split(Parentheses.strip(tokens), "or");
	}

}
