// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Binds parameters one after the other.
 */
final class Parameters {

	private final PreparedStatement statement;

	private int index;

	Parameters(PreparedStatement statement) {
		this.statement = statement;
	}

	Parameters add(@Nullable String value) throws SQLException {
		this.statement.setString(++this.index, value);
		return this;
	}

	Parameters add(int value) throws SQLException {
		this.statement.setInt(++this.index, value);
		return this;
	}

	Parameters add(@Nullable Long value) throws SQLException {
		this.statement.setObject(++this.index, value, Types.BIGINT);
		return this;
	}

	Parameters add(byte @Nullable [] value) throws SQLException {
		this.statement.setBytes(++this.index, value);
		return this;
	}

	Parameters add(@Nullable Instant value) throws SQLException {
		this.statement.setTimestamp(++this.index, (value != null) ? Timestamp.from(value) : null);
		return this;
	}

}
