// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside of this package when the server refuses something.
 */
final class StatementFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient Segment.@Nullable Numbered statement;

	private final SQLException failure;

	/**
	 * Create a failure.
	 * @param statement what was refused, {@code null} for {@code COMMIT} and everything
	 * that this project sends itself
	 * @param failure what the driver threw
	 */
	StatementFailure(Segment.@Nullable Numbered statement, SQLException failure) {
		super(failure);
		this.statement = statement;
		this.failure = failure;
	}

	Segment.@Nullable Numbered statement() {
		return this.statement;
	}

	SQLException failure() {
		return this.failure;
	}

}
