// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a script.
 *
 * @param text the statement as written, without the closing semicolon and without
 * comments or white space around it
 * @param line line of its first token in the source, from 1
 * @param tokens its tokens without comments and white space, and without the closing
 * semicolon; offsets and lines refer to the whole source
 * @param kind what it is
 * @param transactionUse how it relates to transactions
 * @param lockImpact what its table locks do to others
 * @param changesSession whether it may leave something behind in the session (settings,
 * role, temporary tables), including everything that calls functions for their effect
 * @param copyData the data of a {@code COPY ... FROM stdin}
 * @since 1.0.0
 */
public record SqlStatement(String text, int line, List<SqlToken> tokens, StatementKind kind,
		TransactionUse transactionUse, LockImpact lockImpact, boolean changesSession, @Nullable CopyData copyData) {

	public SqlStatement {
		tokens = List.copyOf(tokens);
	}

}
