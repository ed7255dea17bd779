// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;

/**
 * {@code LIKE} in {@code CREATE TABLE}.
 *
 * @param table the table that is copied from
 * @param including what is copied besides columns, in lower case; {@code all} for
 * everything
 * @since 1.0.0
 */
public record LikeClause(QualifiedName table, List<String> including) {

	public LikeClause {
		including = List.copyOf(including);
	}

}
