// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;

/**
 * Reads the creation of views.
 */
final class ViewReader {

	private ViewReader() {
	}

	static SqlAction readCreate(TokenCursor cursor, SourceRange range, boolean orReplace, Persistence persistence) {
		boolean materialized = cursor.accept("materialized");
		cursor.accept("recursive");
		cursor.accept("view");
		boolean ifNotExists = cursor.accept("if", "not", "exists");
		QualifiedName name = cursor.readWrittenName();
		List<String> columns = SelectReader.names(cursor.readGroup());
		if (name == null || !cursor.acceptOutsideParentheses("as")) {
			return new UnknownStatement(range, "create view");
		}
		Expression query = new Expression(cursor.rest());
		List<QualifiedName> reads = QueryReads.of(query.tokens()).tables();
		boolean withData = !cursor.hasOutsideParentheses("with", "no", "data");
		return materialized
				? new ViewStatement.CreateMaterialized(range, name, ifNotExists, withData, columns, reads, query)
				: new ViewStatement.Create(range, name, orReplace, persistence == Persistence.TEMPORARY, columns, reads,
						query);
	}

}
