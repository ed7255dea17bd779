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

	private final Moment moment;

	private final int comment;

	/**
	 * Create a failure.
	 * @param statement what was refused, {@code null} for {@code COMMIT} and everything
	 * that this project sends itself
	 * @param failure what the driver threw
	 */
	StatementFailure(Segment.@Nullable Numbered statement, SQLException failure) {
		this(statement, failure, Moment.IN_TRANSACTION);
	}

	/**
	 * Create a failure.
	 * @param statement what was refused, {@code null} for {@code COMMIT} and everything
	 * that this project sends itself
	 * @param failure what the driver threw
	 * @param moment when it happened
	 */
	StatementFailure(Segment.@Nullable Numbered statement, SQLException failure, Moment moment) {
		this(statement, failure, moment, 0);
	}

	// After a statement with a comment of some characters in front
	StatementFailure(Segment.@Nullable Numbered statement, SQLException failure, int comment) {
		this(statement, failure, Moment.IN_TRANSACTION, comment);
	}

	private StatementFailure(Segment.@Nullable Numbered statement, SQLException failure, Moment moment, int comment) {
		super(failure);
		this.comment = comment;
		this.statement = statement;
		this.failure = failure;
		this.moment = moment;
	}

	Segment.@Nullable Numbered statement() {
		return this.statement;
	}

	SQLException failure() {
		return this.failure;
	}

	StatementFailure at(Moment newMoment) {
		return new StatementFailure(this.statement, this.failure, newMoment, this.comment);
	}

	int comment() {
		return this.comment;
	}

	Moment moment() {
		return this.moment;
	}

	/**
	 * When a failure happens, which decides what may remain.
	 */
	enum Moment {

		/** In a transaction that is rolled back. */
		IN_TRANSACTION,

		/** While a transaction is committed. */
		AT_COMMIT,

		/** In a statement that runs in no transaction. */
		BARE

	}

}
