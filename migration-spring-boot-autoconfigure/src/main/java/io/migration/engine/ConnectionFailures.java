// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.Database;
import io.migration.database.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Says what it means when something that this project sends itself fails.
 */
final class ConnectionFailures {

	private ConnectionFailures() {
	}

	static TargetUnusableException unreachable(SQLException failure) {
		SQLException clean = new SQLException("No connection could be obtained", failure.getSQLState(),
				failure.getErrorCode());
		clean.setStackTrace(failure.getStackTrace());
		return new TargetUnusableException(Reason.UNREACHABLE,
				"No connection to the database could be obtained from the data source (SQLSTATE "
						+ failure.getSQLState() + "): " + reason(failure),
				"Whether the database is up to date is not known.", action(failure), clean);
	}

	// A pool that could not connect either has the reason as its cause
	private static String action(SQLException failure) {
		boolean exhausted = failure instanceof SQLTransientConnectionException && failure.getCause() == null
				&& failure.getSQLState() == null;
		return exhausted
				? "Find out what holds the connections of the pool, or give it more of them or more time (a migration "
						+ "needs one), and start again."
				: "Check that the server runs and that url, user name and password of the data source are right.";
	}

	// Messages of pools and drivers name host, port, user and database, but never a
	// password; an URL with parameters might hold one.
	private static String reason(SQLException failure) {
		Throwable root = failure;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		String message = root.getMessage();
		return (message == null || message.contains("jdbc:") || message.contains("password="))
				? root.getClass().getSimpleName() : message;
	}

	static TargetUnusableException during(String activity, @Nullable Database database, SQLException failure) {
		if (database == null) {
			return unreachable(failure);
		}
		FailureKind kind = database.failures().kind(failure);
		String said = "While " + activity + ", the server said: " + database.failures().message(failure);
		SQLException cause = database.failures().withoutData(failure);
		return switch (kind) {
			case CONNECTION_LOST -> new TargetUnusableException(Reason.CONNECTION_LOST, said,
					"What ran in a transaction was rolled back by the server; the history tells the next start where to "
							+ "go on.",
					"Check that the server runs and start again.", cause);
			case READ_ONLY -> new TargetUnusableException(Reason.READ_ONLY, said,
					"Connect to the primary server with a session that may write.", cause);
			case MISSING_PRIVILEGE -> new TargetUnusableException(Reason.MISSING_PRIVILEGE, said,
					"Grant the privilege to the role of the data source, or migrate with another role.", cause);
			default -> new TargetUnusableException(Reason.UNEXPECTED, said,
					"What ran in a transaction was rolled back; the history tells the next start where to go on.",
					"Look the message up in the manual of the server, mend its cause and start again.", cause);
		};
	}

}
