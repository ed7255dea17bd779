// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * A key of an index.
 *
 * @param column the column; {@code null} for an expression
 * @param expression the tokens of the expression, or of the column
 * @param collation the collation; {@code null} if none is written
 * @param operatorClass the operator class; {@code null} for the default
 * @since 1.0.0
 */
public record IndexKey(@Nullable String column, List<SqlToken> expression, @Nullable String collation,
		@Nullable String operatorClass) {

	public IndexKey {
		expression = List.copyOf(expression);
	}

}
