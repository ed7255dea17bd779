// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.function.Predicate;

/**
 * Keeps its place until the reader is there.
 */
final class PostgreSqlDialect implements SqlDialect {

	static final SqlDialect INSTANCE = new PostgreSqlDialect();

	@Override
	public SqlScript read(String source, Predicate<String> boundary) {
		throw new UnsupportedOperationException("Not there yet");
	}

}
