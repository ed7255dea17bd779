// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Statements on the numbers of sequences.
 *
 * @since 1.0.0
 */
public interface SequenceStatement extends SqlAction {

	/**
	 * {@code SELECT setval(...)} with a number; with anything else it is a query.
	 *
	 * @param range where it stands
	 * @param sequence the sequence; {@code null} if it is the one of a column
	 * @param table the table of the column
	 */
	record SetValue(SourceRange range, @Nullable QualifiedName sequence,
			@Nullable QualifiedName table) implements SequenceStatement {

	}

}
