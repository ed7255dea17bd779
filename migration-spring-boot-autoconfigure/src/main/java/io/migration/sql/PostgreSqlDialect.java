// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.function.Predicate;

/**
 * Reads SQL the way PostgreSQL 13 to 18 and psql do.
 */
final class PostgreSqlDialect implements SqlDialect {

	static final SqlDialect INSTANCE = new PostgreSqlDialect();

	private PostgreSqlDialect() {
	}

	@Override
	public SqlScript read(String source, Predicate<String> boundary) {
		return new PostgreSqlStatementReader(source, boundary).read();
	}

}
