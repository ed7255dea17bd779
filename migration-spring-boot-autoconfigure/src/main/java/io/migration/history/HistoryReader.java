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
			return snapshot(result, (row) -> {
			});
		}
		catch (SQLException ex) {
			return missingOr(ex);
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
			return snapshot(result, (row) -> details.add(detail(row, result)));
		}
		catch (SQLException ex) {
			return missingOr(ex);
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

	private static HistorySnapshot snapshot(ResultSet result, RowConsumer consumer) throws SQLException {
		String currentSchema = null;
		String schema = null;
		int format = 0;
		List<HistoryRow> rows = new ArrayList<>();
		while (result.next()) {
			if (schema == null) {
				currentSchema = result.getString(1);
				schema = result.getString(2);
				format = HistoryFormat.parse(result.getString(3));
			}
			if (result.getObject(4) != null) {
				HistoryRow row = row(result);
				rows.add(row);
				consumer.accept(row);
			}
		}
		return (schema != null) ? new HistorySnapshot(true, currentSchema, schema, format, rows)
				: HistorySnapshot.missing();
	}

	private static HistoryRow row(ResultSet result) throws SQLException {
		return new HistoryRowReader(result).read();
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

	private interface RowConsumer {

		void accept(HistoryRow row) throws SQLException;

	}

}
