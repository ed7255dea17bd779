// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Sends and reads lists of texts.
 */
final class PostgreSqlTexts {

	private PostgreSqlTexts() {
	}

	static void set(PreparedStatement statement, int index, @Nullable Collection<String> texts) throws SQLException {
		if (texts == null) {
			statement.setNull(index, Types.ARRAY);
		}
		else {
			statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
		}
	}

	static @Nullable List<String> get(ResultSet row, int column) throws SQLException {
		Array array = row.getArray(column);
		return (array != null) ? List.of((String[]) array.getArray()) : null;
	}

}
