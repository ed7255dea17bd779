// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;

import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads one row of the history, and refuses what no release has written: to guess what a
 * row that somebody has changed by hand was meant to say could run a step twice.
 */
final class HistoryRowReader {

	private final ResultSet result;

	HistoryRowReader(ResultSet result) {
		this.result = result;
	}

	HistoryRow read() throws SQLException {
		return new HistoryRow(this.result.getLong(4), version(), text(6, "description"),
				parse(7, "kind", MigrationKind::valueOf), parse(8, "step", StepType::valueOf), this.result.getString(9),
				parse(10, "state", StepState::valueOf), text(11, "script"), nullable(12), nullable(13),
				this.result.getString(14), this.result.getString(15), count(16, "statements"),
				count(17, "statements_done"), count(18, "attempts"));
	}

	private @Nullable MigrationVersion version() throws SQLException {
		return (this.result.getString(5) != null) ? parse(5, "version", MigrationVersion::of) : null;
	}

	private String text(int column, String name) throws SQLException {
		return parse(column, name, (value) -> value);
	}

	private <T> T parse(int column, String name, Function<String, T> parser) throws SQLException {
		String value = this.result.getString(column);
		if (value == null) {
			throw damaged(name, "null");
		}
		try {
			return parser.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw damaged(name, "'" + value + "'");
		}
	}

	private int count(int column, String name) throws SQLException {
		int count = this.result.getInt(column);
		if (count < 0) {
			throw damaged(name, String.valueOf(count));
		}
		return count;
	}

	private @Nullable Long nullable(int column) throws SQLException {
		long value = this.result.getLong(column);
		return this.result.wasNull() ? null : value;
	}

	private TargetUnusableException damaged(String column, String value) throws SQLException {
		return new TargetUnusableException(Reason.HISTORY_DAMAGED,
				"Row " + this.result.getLong(4) + " of the history cannot be understood: its column '" + column
						+ "' is " + value + ", which no release of this starter writes.",
				"Put the row back as it was, from a backup if need be. What it says decides what runs next.", null);
	}

}
