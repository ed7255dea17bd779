// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;

/**
 * An SQL text taken apart.
 *
 * @param statements the statements in their order; empty ones are left out
 * @param boundaries the comments that the caller declared to be boundaries, in their
 * order; a boundary ends the statement before it
 * @since 1.0.0
 */
public record SqlScript(List<SqlStatement> statements, List<SqlToken> boundaries) {

	public SqlScript {
		statements = List.copyOf(statements);
		boundaries = List.copyOf(boundaries);
	}

}
