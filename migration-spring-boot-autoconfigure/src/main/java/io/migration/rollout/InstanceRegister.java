// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.migration.InstanceIdentity;
import io.migration.RegisteredInstance;
import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.database.RegisterTables;
import io.migration.history.HistoryTables;
import io.migration.rollout.RegisterView.Release;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the register of running instances, by the clock of the database.
 *
 * @since 1.0.0
 */
public final class InstanceRegister {

	/**
	 * How long an entry is kept after it has expired. What the gate needs to know of it
	 * is kept for ever, in the table of releases.
	 */
	public static final Duration KEPT = Duration.ofHours(1);

	private final Database database;

	private final RegisterTables tables;

	private final Duration expiry;

	/**
	 * Create the register beside one history.
	 * @param database the database
	 * @param schema schema of the history
	 * @param expiry how long an instance counts as alive after its last heartbeat
	 */
	public InstanceRegister(Database database, String schema, Duration expiry) {
		this.database = database;
		this.tables = HistoryTables.register(schema);
		this.expiry = expiry;
	}

	/**
	 * Write or renew the entry of an instance.
	 * @param connection the connection, in autocommit
	 * @param history name of the history
	 * @param identity who the instance is
	 * @param newestVersion newest version that it contains
	 * @return what the database answered, {@code null} if there is no register
	 * @throws SQLException if the statement fails
	 */
	public @Nullable Beat heartbeat(Connection connection, String history, InstanceIdentity identity,
			@Nullable String newestVersion) throws SQLException {
		String sql = this.database.rolloutSql().heartbeat(this.tables, history, this.expiry);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, identity.instance());
			statement.setString(2, identity.application());
			statement.setString(3, identity.applicationVersion());
			statement.setString(4, newestVersion);
			statement.setString(5, identity.address());
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				boolean expired = row.getBoolean(1);
				return new Beat(row.wasNull() || expired, row.getLong(2), row.getObject(3, Long.class));
			}
		}
		catch (SQLException ex) {
			requireMissing(ex);
			return null;
		}
	}

	/**
	 * Remove the entry of an instance.
	 * @param connection the connection, in autocommit
	 * @param instance its name
	 * @throws SQLException if the statement fails
	 */
	public void leave(Connection connection, String instance) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.database.rolloutSql().leave(this.tables))) {
			statement.setString(1, instance);
			statement.executeUpdate();
		}
	}

	/**
	 * Remove entries that have expired long ago.
	 * @param connection the connection, in autocommit
	 * @throws SQLException if the statement fails
	 */
	public void forget(Connection connection) throws SQLException {
		String sql = this.database.rolloutSql().forget(this.tables, this.expiry, KEPT);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.executeUpdate();
		}
	}

	/**
	 * Read the register.
	 * @param connection the connection, in autocommit
	 * @return what it says; it is empty where there is no register
	 * @throws SQLException if the query fails
	 */
	public RegisterView read(Connection connection) throws SQLException {
		String sql = this.database.rolloutSql().register(this.tables, this.expiry);
		try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
			return view(row);
		}
		catch (SQLException ex) {
			requireMissing(ex);
			return RegisterView.empty(this.expiry);
		}
	}

	private RegisterView view(ResultSet row) throws SQLException {
		List<RegisteredInstance> instances = new ArrayList<>();
		List<Release> releases = new ArrayList<>();
		Instant now = Instant.EPOCH;
		while (row.next()) {
			now = row.getTimestamp(10).toInstant();
			if (row.getString(1) != null) {
				instances.add(new RegisteredInstance(row.getString(1), row.getString(2), row.getString(3),
						row.getString(4), row.getString(5), row.getTimestamp(6).toInstant(),
						row.getTimestamp(7).toInstant(), row.getBoolean(8)));
			}
			else {
				releases.add(new Release(row.getString(2), row.getString(4), row.getTimestamp(6).toInstant(),
						row.getTimestamp(7).toInstant()));
			}
		}
		return new RegisterView(instances, releases, now, this.expiry);
	}

	/**
	 * Return from where sessions come that belong to no instance that is alive. Where
	 * this connection comes from, and where an instance may be starting, is left out.
	 * @param connection the connection, in autocommit
	 * @param roles the roles of the application, besides that of the connection
	 * @return addresses, each with the number of its sessions
	 * @throws SQLException if the query fails
	 */
	public List<String> strangers(Connection connection, Collection<String> roles) throws SQLException {
		String sql = this.database.rolloutSql().strangers(this.tables, this.expiry);
		List<String> strangers = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setArray(1, connection.createArrayOf("text", roles.toArray()));
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					strangers.add(row.getString(1) + " (" + row.getInt(2) + ")");
				}
			}
		}
		return strangers;
	}

	private void requireMissing(SQLException failure) throws SQLException {
		if (this.database.failures().kind(failure) != FailureKind.MISSING_TABLE) {
			throw failure;
		}
	}

	/**
	 * What the database answers to a heartbeat.
	 *
	 * @param fresh whether there was no entry, or one that had expired
	 * @param newestRow number of the newest row of the history
	 * @param openBackfill number of the newest row of a backfill that has not succeeded,
	 * {@code null} if there is none
	 */
	public record Beat(boolean fresh, long newestRow, @Nullable Long openBackfill) {

	}

}
