// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;

import io.migration.database.Failures;
import io.migration.execution.CodeStepRunner.CodeFailure;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run code in a transaction, which the code must not end by itself.
 */
final class CodeAttempt {

	private final ExecutionSession session;

	private final CodeStepRunner.Work work;

	private @Nullable OwnTransaction own;

	private @Nullable CodeFailure thrown;

	private boolean intact;

	CodeAttempt(ExecutionSession session, CodeStepRunner.Work work) {
		this.session = session;
		this.work = work;
	}

	void run() throws StatementFailure {
		try {
			this.own = OwnTransaction.mark(this.session);
			this.work.run();
		}
		catch (CodeFailure ex) {
			this.thrown = ex;
			throw failed(new StatementFailure(null, new SQLException(ex)));
		}
		catch (StatementFailure ex) {
			throw failed(ex);
		}
		catch (SQLException ex) {
			throw failed(new StatementFailure(null, ex));
		}
	}

	private StatementFailure failed(StatementFailure failure) {
		this.intact = this.own == null || this.own.isWithin(0);
		return failure;
	}

	/**
	 * Tell whether the code ended its transaction, once that is rolled back. Nothing can
	 * be asked in a failed transaction, but the one behind it has the next number.
	 */
	boolean endedItsTransaction() {
		return !this.intact && this.own != null && !isClosed() && !this.own.isWithin(1);
	}

	@Nullable CodeFailure thrown() {
		return this.thrown;
	}

	String said(StatementFailure failure) {
		return (this.thrown != null) ? this.thrown.failure().toString() : failures().message(failure.failure());
	}

	Exception cause(StatementFailure failure) {
		return (this.thrown != null) ? this.thrown.failure() : failures().withoutData(failure.failure());
	}

	private Failures failures() {
		return this.session.database().failures();
	}

	private boolean isClosed() {
		try {
			return this.session.connection().isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

}
