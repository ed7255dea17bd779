// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.sql.SqlStatement;
import io.migration.sql.SubscriptionChange;
import io.migration.sql.SubscriptionChange.Action;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the traces of statements on subscriptions. What they do at the publisher is
 * out of sight: where that makes a second attempt fail, the server says so.
 */
class PostgreSqlSubscriptionProbe {

	private static final String PUBLICATIONS = """
			SELECT s.subpublications FROM pg_catalog.pg_subscription s \
			JOIN pg_catalog.pg_database d ON d.oid = s.subdbid AND d.datname = current_database() \
			WHERE s.subname = ?""";

	private static final String NO_NAME = "the name of the subscription could not be read from the statement";

	Evidence created(Connection connection, SqlStatement statement) throws SQLException {
		String name = ObjectName.after(statement, 2);
		if (name == null) {
			return Evidence.of(Verdict.UNKNOWN, NO_NAME);
		}
		return (publications(connection, name) != null) ? there(Verdict.DONE, name) : missing(Verdict.RUN, name);
	}

	Evidence dropped(Connection connection, SqlStatement statement) throws SQLException {
		String name = ObjectName.after(statement, 2);
		if (name == null) {
			return Evidence.of(Verdict.UNKNOWN, NO_NAME);
		}
		return (publications(connection, name) != null) ? there(Verdict.RUN, name) : missing(Verdict.DONE, name);
	}

	Evidence changed(Connection connection, SqlStatement statement) throws SQLException {
		SubscriptionChange change = SubscriptionChange.of(statement);
		if (change == null) {
			return Evidence.of(Verdict.UNKNOWN, NO_NAME);
		}
		if (change.action() == Action.OTHER) {
			return Evidence.of(Verdict.REPEAT, "running it again does no harm");
		}
		List<String> present = publications(connection, change.subscription());
		if (present == null) {
			return missing(Verdict.RUN, change.subscription());
		}
		boolean adds = change.action() == Action.ADD;
		boolean done = change.publications().stream().allMatch((name) -> present.contains(name) == adds);
		return Evidence.of(done ? Verdict.DONE : Verdict.RUN,
				"the subscription '" + change.subscription() + "' has the publications " + String.join(", ", present));
	}

	private static Evidence there(Verdict verdict, String name) {
		return Evidence.of(verdict, "the subscription '" + name + "' exists");
	}

	private static Evidence missing(Verdict verdict, String name) {
		return Evidence.of(verdict, "the subscription '" + name + "' does not exist");
	}

	private static @Nullable List<String> publications(Connection connection, String name) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(PUBLICATIONS)) {
			query.setString(1, name);
			try (ResultSet row = query.executeQuery()) {
				if (!row.next()) {
					return null;
				}
				Array names = row.getArray(1);
				return Arrays.asList((String[]) names.getArray());
			}
		}
	}

}
