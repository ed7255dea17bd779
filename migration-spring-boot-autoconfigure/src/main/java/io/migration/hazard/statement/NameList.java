// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads names that are separated by commas.
 */
final class NameList {

	private NameList() {
	}

	// Whatever stands behind a name, such as arguments or *, is passed over
	static List<QualifiedName> read(TokenCursor cursor) {
		List<QualifiedName> names = new ArrayList<>();
		for (TokenCursor part : cursor.split()) {
			QualifiedName name = readRelation(part);
			if (name != null) {
				names.add(name);
			}
		}
		return names;
	}

	// The name may stand in parentheses behind ONLY
	static @Nullable QualifiedName readRelation(TokenCursor cursor) {
		boolean inner = cursor.accept("only") && cursor.isAtSymbol("(");
		return inner ? cursor.readGroup().readWrittenName() : cursor.readWrittenName();
	}

	// Read the name of a column and return that of its table
	static @Nullable QualifiedName readTableOfColumn(TokenCursor cursor) {
		int start = cursor.position();
		cursor.skipName();
		List<SqlToken> chain = cursor.since(start);
		int dot = chain.size() - 2;
		return (dot > 0 && chain.get(dot).isSymbol(".")) ? new TokenCursor(chain.subList(0, dot)).readWrittenName()
				: null;
	}

}
