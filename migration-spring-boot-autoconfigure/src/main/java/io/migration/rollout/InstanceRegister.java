// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migration.InstanceIdentity;
import io.migration.database.Database;
import io.migration.history.HistoryTables;
import org.jspecify.annotations.Nullable;

/**
 * Writes the register of running instances.
 *
 * @since 1.0.0
 */
public final class InstanceRegister {

	/**
	 * How long an instance counts as alive after its last heartbeat.
	 */
	public static final Duration EXPIRY = Duration.ofSeconds(60);

	private final Database database;

	private final String schema;

	private final InstanceIdentity identity;

	/**
	 * Create the register beside one history.
	 * @param database the database
	 * @param schema schema of the history
	 * @param identity who this instance is
	 */
	public InstanceRegister(Database database, String schema, InstanceIdentity identity) {
		this.database = database;
		this.schema = schema;
		this.identity = identity;
	}

	/**
	 * Write or renew the entry of this instance by the clock of the database.
	 * @param connection the connection, in autocommit
	 * @param newestVersion newest version that this instance contains
	 * @throws SQLException if the statement fails
	 */
	public void heartbeat(Connection connection, @Nullable String newestVersion) throws SQLException {
		String sql = this.database.historySql().heartbeat(this.schema, HistoryTables.REGISTER);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, this.identity.instance());
			statement.setString(2, this.identity.application());
			statement.setString(3, this.identity.applicationVersion());
			statement.setString(4, newestVersion);
			statement.setString(5, this.identity.address());
			statement.executeUpdate();
		}
	}

	/**
	 * Return the instances that were heard of lately, by the clock of the database.
	 * @param connection the connection, in autocommit
	 * @return the instances of all applications
	 * @throws SQLException if the query fails
	 */
	public List<LiveInstance> live(Connection connection) throws SQLException {
		String sql = this.database.historySql().live(this.schema, HistoryTables.REGISTER, EXPIRY);
		List<LiveInstance> instances = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
			while (row.next()) {
				instances.add(new LiveInstance(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
			}
		}
		return instances;
	}

	/**
	 * Remove the entry of this instance.
	 * @param connection the connection, in autocommit
	 * @throws SQLException if the statement fails
	 */
	public void leave(Connection connection) throws SQLException {
		String sql = "DELETE FROM " + this.database.quote(this.schema, HistoryTables.REGISTER) + " WHERE instance = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, this.identity.instance());
			statement.executeUpdate();
		}
	}

}
