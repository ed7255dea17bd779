// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

import io.migration.database.FailureKind;
import io.migration.database.Failures;
import io.migration.database.SecretMask;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Failures by their five-character state, listed in appendix A of the PostgreSQL
 * documentation.
 */
class PostgreSqlFailures implements Failures {

	private static final Map<String, FailureKind> BY_STATE = Map.ofEntries(Map.entry("55P03", FailureKind.LOCK_TIMEOUT),
			Map.entry("40P01", FailureKind.DEADLOCK), Map.entry("40001", FailureKind.SERIALIZATION),
			Map.entry("25006", FailureKind.READ_ONLY), Map.entry("42501", FailureKind.MISSING_PRIVILEGE),
			Map.entry("42P01", FailureKind.MISSING_TABLE), Map.entry("3F000", FailureKind.MISSING_TABLE),
			Map.entry("57014", FailureKind.STATEMENT_TIMEOUT), Map.entry("2D000", FailureKind.TRANSACTION_TERMINATED),
			Map.entry("55P04", FailureKind.UNCOMMITTED_ENUM_VALUE), Map.entry("57P01", FailureKind.CONNECTION_LOST),
			Map.entry("57P02", FailureKind.CONNECTION_LOST), Map.entry("57P03", FailureKind.CONNECTION_LOST),
			Map.entry("57P05", FailureKind.CONNECTION_LOST));

	private static final Set<String> MISSING_OBJECT = Set.of("42P01", "42703", "42704", "42883", "3F000");

	private static final String CONNECTION_CLASS = "08";

	private static final String RESOURCES_CLASS = "53";

	private static final String DATA_CLASS = "22";

	private final SecretMask mask;

	PostgreSqlFailures(SecretMask mask) {
		this.mask = mask;
	}

	@Override
	public FailureKind kind(SQLException failure) {
		String state = failure.getSQLState();
		if (state == null) {
			return FailureKind.OTHER;
		}
		if (state.startsWith(RESOURCES_CLASS)) {
			return FailureKind.RESOURCES_EXHAUSTED;
		}
		return state.startsWith(CONNECTION_CLASS) ? FailureKind.CONNECTION_LOST
				: BY_STATE.getOrDefault(state, FailureKind.OTHER);
	}

	@Override
	public boolean isMissingObject(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && MISSING_OBJECT.contains(state);
	}

	@Override
	public String message(SQLException failure) {
		ServerErrorMessage server = server(failure);
		String text = (server != null) ? server.getSeverity() + ": " + server.getMessage() : failure.getMessage();
		String state = failure.getSQLState();
		String line = withoutSecrets(((text != null) ? text : failure.getClass().getSimpleName()).strip());
		if (state == null) {
			return line;
		}
		return (state.startsWith(DATA_CLASS) ? withoutQuotedText(line) : line) + " (SQLSTATE " + state + ")";
	}

	@Override
	public String withoutSecrets(String text) {
		return this.mask.hideParts(text);
	}

	// Data exceptions quote the value that could not be read, which is row data.
	private static String withoutQuotedText(String line) {
		int first = line.indexOf('"');
		int last = line.lastIndexOf('"');
		return (first >= 0 && last > first) ? line.substring(0, first + 1) + "..." + line.substring(last) : line;
	}

	@Override
	public int position(SQLException failure) {
		ServerErrorMessage server = server(failure);
		return (server != null) ? server.getPosition() - 1 : -1;
	}

	private static @Nullable ServerErrorMessage server(SQLException failure) {
		return (failure instanceof PSQLException postgres) ? postgres.getServerErrorMessage() : null;
	}

}
