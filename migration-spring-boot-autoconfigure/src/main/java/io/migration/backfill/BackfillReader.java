// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.backfill.BackfillSession.Place;
import io.migration.database.Database;
import io.migration.history.HistoryTables;
import org.jspecify.annotations.Nullable;

/**
 * Reads how backfills stand. Takes no lock and waits for nobody.
 *
 * @since 1.0.0
 */
public final class BackfillReader {

	private final Database database;

	private final String schema;

	private final String history;

	/**
	 * Create a reader for the backfills of one history.
	 * @param database the database
	 * @param schema schema of the history
	 * @param history name of the history
	 */
	public BackfillReader(Database database, String schema, String history) {
		this.database = database;
		this.schema = schema;
		this.history = history;
	}

	/**
	 * Read the backfills that any instance has seen, except those that have been done for
	 * more than a day.
	 * @param connection the connection
	 * @return how they stand, by the number of their row in the history
	 * @throws SQLException if a query fails
	 */
	public Map<Long, BackfillStatus> read(Connection connection) throws SQLException {
		return new Place(this.schema, this.history).cursors(this.database).exist(connection) ? readAll(connection)
				: Map.of();
	}

	private Map<Long, BackfillStatus> readAll(Connection connection) throws SQLException {
		String sql = this.database.backfillSql()
			.status(this.schema, HistoryTables.BACKFILLS, HistoryTables.BACKFILL_RANGES);
		Map<Long, BackfillStatus> backfills = new LinkedHashMap<>();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, this.history);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					backfills.put(row.getLong(1), status(row));
				}
			}
		}
		return backfills;
	}

	private static BackfillStatus status(ResultSet row) throws SQLException {
		BackfillState state = BackfillState.valueOf(row.getString(6));
		long walked = row.getLong(8);
		Long estimated = row.getObject(10, Long.class);
		Double rate = (state == BackfillState.RUNNING) ? row.getObject(11, Double.class) : null;
		return new BackfillStatus(row.getString(2), row.getString(3), row.getString(4), row.getString(5), state,
				row.getInt(7), walked, row.getLong(9), estimated, rate, remaining(walked, estimated, rate),
				instant(row, 12), instant(row, 13), row.getInt(14), row.getObject(15, Long.class), row.getString(16),
				row.getString(17), texts(row.getArray(18)));
	}

	private static @Nullable Duration remaining(long walked, @Nullable Long estimated, @Nullable Double rate) {
		if (estimated == null || estimated <= 0 || rate == null || rate <= 0) {
			return null;
		}
		return Duration.ofMillis(Math.round(Math.max(0, estimated - walked) * 1000.0 / rate));
	}

	private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
		Timestamp time = row.getTimestamp(column);
		return (time != null) ? time.toInstant() : null;
	}

	private static List<String> texts(@Nullable Array array) throws SQLException {
		return (array != null) ? List.of((String[]) array.getArray()) : List.of();
	}

}
