// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migration.database.DataLossProbe;
import io.migration.database.FailureKind;
import io.migration.database.postgresql.PostgreSqlDroppedPlaces.DataPlace;
import io.migration.sql.DroppedObject;
import io.migration.sql.DroppedObjects;
import io.migration.sql.SqlStatement;

/**
 * Looks for a first row of each table, and for a first value of each column, that a
 * statement would drop. In a transaction the table is locked first, as the statement will
 * do anyway: what another session commits while the statement waits for its lock would be
 * lost unseen.
 */
class PostgreSqlDataLossProbe implements DataLossProbe {

	private static final int SECONDS = 2;

	private static final String COUNTS = ", which counts as holding data";

	private final PostgreSqlDatabase database;

	private final PostgreSqlDroppedPlaces places;

	PostgreSqlDataLossProbe(PostgreSqlDatabase database) {
		this.database = database;
		this.places = new PostgreSqlDroppedPlaces(database);
	}

	@Override
	public List<String> losses(Connection connection, SqlStatement statement) throws SQLException {
		List<String> losses = new ArrayList<>();
		Set<DataPlace> found = new LinkedHashSet<>();
		for (DroppedObject dropped : DroppedObjects.in(statement)) {
			if (dropped.kind() == DroppedObject.Kind.DATABASE) {
				losses.add("the database " + this.database.quote(dropped.name()));
			}
			found.addAll(this.places.of(connection, dropped));
		}
		for (DataPlace place : found) {
			String holds = holds(connection, place);
			if (!holds.isEmpty()) {
				losses.add(place.title(this.database) + holds);
			}
		}
		return losses;
	}

	private String holds(Connection connection, DataPlace place) throws SQLException {
		if (connection.getAutoCommit()) {
			return lookedAt(connection, place);
		}
		Savepoint before = connection.setSavepoint();
		try {
			lock(connection, place);
		}
		catch (SQLException ex) {
			if (this.database.failures().kind(ex) != FailureKind.MISSING_PRIVILEGE) {
				throw ex;
			}
			connection.rollback(before);
			return unknown(ex);
		}
		Savepoint locked = connection.setSavepoint();
		String holds = lookedAt(connection, place);
		connection.rollback(locked);
		connection.releaseSavepoint(before);
		return holds;
	}

	private void lock(Connection connection, DataPlace place) throws SQLException {
		if (place.lockable()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("LOCK TABLE " + this.database.quote(place.schema(), place.table()));
			}
		}
	}

	private String lookedAt(Connection connection, DataPlace place) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(place.exists(this.database))) {
			statement.setQueryTimeout(SECONDS);
			statement.setString(1, this.database.quote(place.schema(), place.table()));
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				boolean holds = row.getBoolean(1);
				return row.wasNull() ? " may hold rows that its row security hides" + COUNTS
						: (holds ? place.holding() : "");
			}
		}
		catch (SQLException ex) {
			if (this.database.failures().kind(ex) == FailureKind.CONNECTION_LOST) {
				throw ex;
			}
			return unknown(ex);
		}
	}

	private String unknown(SQLException failure) {
		return " could not be looked at (" + this.database.failures().message(failure) + ")" + COUNTS;
	}

}
