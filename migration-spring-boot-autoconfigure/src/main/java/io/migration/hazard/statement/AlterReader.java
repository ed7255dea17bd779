// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.TokenCursor;

/**
 * Reads statements that start with {@code ALTER}.
 */
final class AlterReader {

	private AlterReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		return switch (cursor.word()) {
			case "table", "index", "view", "materialized", "sequence" -> AlterTableReader.read(cursor, range);
			case "foreign" -> cursor.isAt("foreign", "table") ? AlterTableReader.read(cursor, range)
					: ObjectReader.readAlter(cursor, range);
			case "trigger", "rule", "policy" -> TriggerReader.readAlter(cursor, range);
			case "type" -> TypeStatementReader.readAlterType(cursor, range);
			case "domain" -> TypeStatementReader.readAlterDomain(cursor, range);
			case "system" -> new SessionStatement.Other(range, "alter system");
			case "default" -> PrivilegeReader.readDefaults(cursor, range);
			default -> ObjectReader.readAlter(cursor, range);
		};
	}

}
