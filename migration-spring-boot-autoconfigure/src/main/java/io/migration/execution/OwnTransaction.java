// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.database.Sessions;
import io.migration.database.TransactionMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether something that failed has ended the transaction in which it ran by
 * itself, so that a part of it may be committed. In doubt it may.
 */
final class OwnTransaction {

	private static final Logger logger = LoggerFactory.getLogger(OwnTransaction.class);

	private final Connection connection;

	private final Sessions sessions;

	private final TransactionMark start;

	private OwnTransaction(Connection connection, Sessions sessions, TransactionMark start) {
		this.connection = connection;
		this.sessions = sessions;
		this.start = start;
	}

	static OwnTransaction mark(ExecutionSession session) throws SQLException {
		Sessions sessions = session.database().sessions();
		return new OwnTransaction(session.connection(), sessions, sessions.mark(session.connection()));
	}

	/**
	 * Tell whether the session has begun no more than some transactions since the mark,
	 * the one of this question included.
	 * @param transactions how many are expected
	 */
	boolean isWithin(long transactions) {
		try {
			return this.sessions.mark(this.connection).isWithin(transactions, this.start);
		}
		catch (SQLException ex) {
			logger.debug("Which transaction this is could not be asked", ex);
			return false;
		}
	}

}
