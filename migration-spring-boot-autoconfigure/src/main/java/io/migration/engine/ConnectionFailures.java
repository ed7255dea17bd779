// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.execution.PrivilegeAdvice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Says what it means when something that this project sends itself fails.
 */
final class ConnectionFailures {

	private static final Pattern SECRETS = Pattern.compile("jdbc:|password=|://", Pattern.CASE_INSENSITIVE);

	private static final String ROUTING_ADVICE = "At start-up no request or tenant is there that could choose the target. "
			+ "Give the data source a default target (setDefaultTargetDataSource), mark the DataSource bean that is to be "
			+ "migrated with @MigrationDataSource, or set migration.datasource.url.";

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

	/**
	 * Say what it means when a data source throws something of its own.
	 * @param dataSource the data source
	 * @param failure what it threw
	 * @return the failure to throw
	 */
	static TargetUnusableException unusable(DataSource dataSource, RuntimeException failure) {
		if (routes(dataSource)) {
			return new TargetUnusableException(Reason.UNREACHABLE,
					"The data source routes by a key, and did not give a connection for the one that there is now: "
							+ reason(failure),
					"Whether the database is up to date is not known.", ROUTING_ADVICE, null);
		}
		// A pool says so what it cannot use, and the URL may hold a password
		return unreachable(new SQLException(failure));
	}

	private static boolean routes(DataSource dataSource) {
		DataSource candidate = dataSource;
		while (candidate instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
			candidate = proxy.getTargetDataSource();
		}
		return candidate instanceof AbstractRoutingDataSource;
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
	private static String reason(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		String message = root.getMessage();
		if (root instanceof UnknownHostException && message != null) {
			// Of user:password@host, the driver takes all for the host
			return "Unknown host '" + message.substring(message.lastIndexOf('@') + 1) + "'";
		}
		if (message == null) {
			return root.getClass().getSimpleName();
		}
		return SECRETS.matcher(message).find()
				? root.getClass().getSimpleName() + ", whose message is not shown, as it quotes the url" : message;
	}

	static TargetUnusableException during(String activity, @Nullable Database database, @Nullable String role,
			SQLException failure) {
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
			case MISSING_PRIVILEGE ->
				new TargetUnusableException(Reason.MISSING_PRIVILEGE, said, PrivilegeAdvice.of(role), cause);
			default -> new TargetUnusableException(Reason.UNEXPECTED, said,
					"What ran in a transaction was rolled back; the history tells the next start where to go on.",
					"Look the message up in the manual of the server, mend its cause and start again.", cause);
		};
	}

}
