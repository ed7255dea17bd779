// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.database.ScriptsDigest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history. Stateless apart from where the table is.
 *
 * @since 1.0.0
 */
public final class HistoryReader {

	private static final List<String> COLUMNS = List.of("id", "version", "description", "kind", "step", "name", "state",
			"script", "size", "crc32", "checksum", "fingerprint", "statements", "statements_done", "attempts");

	private static final List<String> DETAILS = List.of("undo IS NOT NULL AS reversible", "started_at", "duration_ms",
			"installed_by", "instance", "error");

	private static final int ID = 4;

	private static final int BEHIND_COLUMNS = ID + COLUMNS.size();

	private final Database database;

	private final @Nullable String schema;

	private final String table;

	/**
	 * Create a reader.
	 * @param database the database
	 * @param schema schema of the history; {@code null} to look it up by the search path
	 * @param table name of the history
	 */
	public HistoryReader(Database database, @Nullable String schema, String table) {
		this.database = database;
		this.schema = schema;
		this.table = table;
	}

	/**
	 * Read what a decision needs, with one query.
	 * @param connection the connection, in autocommit
	 * @return the history
	 * @throws SQLException if the query fails for another reason than a missing table
	 */
	public HistorySnapshot read(Connection connection) throws SQLException {
		String sql = this.database.historySql().read(this.schema, this.table, COLUMNS);
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			return snapshot(result, null);
		}
		catch (SQLException ex) {
			return missingOr(ex);
		}
	}

	/**
	 * Look whether exactly some scripts are applied, with one query, which reads the rows
	 * only if they tell anything else.
	 * @param connection the connection, in autocommit
	 * @param scripts the scripts
	 * @return what was seen
	 * @throws SQLException if the query fails for another reason than a missing table
	 */
	public HistoryLook look(Connection connection, ScriptsDigest scripts) throws SQLException {
		String sql = this.database.historySql().readUnlessApplied(this.schema, this.table, COLUMNS, scripts);
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			if (result.next() && result.getBoolean(BEHIND_COLUMNS)) {
				return new HistoryLook(place(result), null, result.getString(BEHIND_COLUMNS + 1));
			}
			return HistoryLook.at(rest(result, null));
		}
		catch (SQLException ex) {
			return HistoryLook.at(missingOr(ex));
		}
	}

	/**
	 * Return whether exactly some scripts are applied, whatever else is to be said.
	 * @param connection the connection, in autocommit
	 * @param scripts the scripts
	 * @return {@code false} if the rows have to be read to tell
	 * @throws SQLException if the query fails for another reason than a missing table
	 */
	public boolean isApplied(Connection connection, ScriptsDigest scripts) throws SQLException {
		String sql = this.database.historySql().isApplied(this.schema, this.table, scripts);
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			return result.next() && result.getBoolean(1);
		}
		catch (SQLException ex) {
			return missingOr(ex).exists();
		}
	}

	/**
	 * Read everything but the texts, with one query.
	 * @param connection the connection, in autocommit
	 * @param details receives one element for each row
	 * @return the history
	 * @throws SQLException if the query fails for another reason than a missing table
	 */
	public HistorySnapshot readDetails(Connection connection, List<HistoryRow.Detail> details) throws SQLException {
		List<String> columns = new ArrayList<>(COLUMNS);
		columns.addAll(DETAILS);
		String sql = this.database.historySql().read(this.schema, this.table, columns);
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			return snapshot(result, details);
		}
		catch (SQLException ex) {
			return missingOr(ex);
		}
	}

	/**
	 * Read the rows of the migrations that have a contract, with one query.
	 * @param connection the connection, in autocommit
	 * @param place schema of the history
	 * @return the rows
	 * @throws SQLException if the query fails for another reason than a missing table
	 */
	public ContractRows readContracts(Connection connection, String place) throws SQLException {
		String sql = this.database.rolloutSql().contracts(place, this.table, COLUMNS);
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			return ContractRowsReader.read(result, BEHIND_COLUMNS);
		}
		catch (SQLException ex) {
			missingOr(ex);
			return ContractRows.NONE;
		}
	}

	/**
	 * Read the hashes of the statements and the text of a step.
	 * @param connection the connection
	 * @param history the history as read before
	 * @param id number of the row
	 * @return hashes and text
	 * @throws SQLException if the query fails
	 */
	public StepText readText(Connection connection, HistorySnapshot history, long id) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT statement_hashes, body FROM " + table(history) + " WHERE id = ?")) {
			statement.setLong(1, id);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? StepText.of(row.getString(1), row.getBytes(2)) : StepText.NONE;
			}
		}
	}

	/**
	 * Read the text that undoes a step.
	 * @param connection the connection
	 * @param history the history as read before
	 * @param id number of the row
	 * @return the text before placeholders were replaced, {@code null} if none is kept
	 * @throws SQLException if the query fails
	 */
	public @Nullable String readUndo(Connection connection, HistorySnapshot history, long id) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT undo FROM " + table(history) + " WHERE id = ?")) {
			statement.setLong(1, id);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? StoredText.decode(row.getBytes(1)) : null;
			}
		}
	}

	private String table(HistorySnapshot history) {
		String found = history.schema();
		if (found == null) {
			throw new IllegalStateException("There is no history to read from");
		}
		return this.database.quote(found, this.table);
	}

	private HistorySnapshot missingOr(SQLException failure) throws SQLException {
		if (this.database.failures().kind(failure) == FailureKind.MISSING_TABLE) {
			return HistorySnapshot.missing();
		}
		throw failure;
	}

	private static HistorySnapshot snapshot(ResultSet result, @Nullable List<HistoryRow.Detail> details)
			throws SQLException {
		return result.next() ? rest(result, details) : HistorySnapshot.missing();
	}

	// From the row on at which the result stands; its only one is empty without a history
	private static HistorySnapshot rest(ResultSet result, @Nullable List<HistoryRow.Detail> details)
			throws SQLException {
		HistoryPlace place = place(result);
		HistoryFollower follower = new HistoryFollower();
		HistoryRowReader reader = new HistoryRowReader(result);
		boolean more = result.getObject(ID) != null;
		while (more) {
			HistoryRow row = reader.read();
			follower.follow(row);
			if (details != null) {
				details.add(detail(row, result));
			}
			more = result.next();
		}
		return new HistorySnapshot(place, follower);
	}

	static HistoryPlace place(ResultSet result) throws SQLException {
		return new HistoryPlace(result.getString(1), result.getString(2), HistoryFormat.parse(result.getString(3)));
	}

	private static HistoryRow.Detail detail(HistoryRow row, ResultSet result) throws SQLException {
		Timestamp startedAt = result.getTimestamp(20);
		return new HistoryRow.Detail(row, result.getBoolean(19), (startedAt != null) ? startedAt.toInstant() : null,
				nullableLong(result, 21), result.getString(22), result.getString(23), result.getString(24));
	}

	private static @Nullable Long nullableLong(ResultSet result, int column) throws SQLException {
		long value = result.getLong(column);
		return result.wasNull() ? null : value;
	}

}
