// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.migration.BackfillState;
import io.migration.database.BackfillCursor;
import io.migration.database.TableKey;

/**
 * What is read of a cursor, and what it means.
 */
final class PostgreSqlCursorRow {

	static final String COLUMNS = "id, history_id, version, name, fingerprint, state, key_columns, key_types, "
			+ "row_limit, throttled_by, pass, position, ended, batch_size, changed, pass_changed, late, skipped, "
			+ "coalesce(greatest(extract(epoch FROM free_at - clock_timestamp()) * 1000, 0), 0)::bigint";

	private PostgreSqlCursorRow() {
	}

	static BackfillCursor read(ResultSet row) throws SQLException {
		List<String> columns = PostgreSqlTexts.get(row, 7);
		List<String> types = PostgreSqlTexts.get(row, 8);
		TableKey key = (columns != null && types != null) ? new TableKey(columns, types) : null;
		List<String> late = Objects.requireNonNullElse(PostgreSqlTexts.get(row, 17), List.of());
		BackfillCursor.Walk walk = new BackfillCursor.Walk(row.getInt(11), PostgreSqlTexts.get(row, 12),
				row.getBoolean(13), row.getObject(14, Integer.class), row.getLong(15), row.getLong(16), late,
				Objects.requireNonNullElse(PostgreSqlTexts.get(row, 18), List.of()),
				Duration.ofMillis(row.getLong(19)));
		return new BackfillCursor(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5),
				BackfillState.valueOf(row.getString(6)), key, walk, row.getObject(9, Long.class), row.getString(10));
	}

}
