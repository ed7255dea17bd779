// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.migration.database.KeyStretch;
import io.migration.database.KeyWalk;
import io.migration.database.TableKey;
import io.migration.database.UnusableKeyException;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Walks through tables of PostgreSQL by comparing rows with literals, which leave every
 * operator of the statement around them what it is.
 */
class PostgreSqlKeyWalk implements KeyWalk {

	// A process that is suspended in the middle of a batch must not hold its rows for
	// ever. Nobody waits for the disk: a crash of the server would lose a batch together
	// with the mark that it is done, and nothing that came before something that is kept
	private static final String SETTINGS = """
			SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE; \
			SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true), \
			set_config('application_name', ?, true), set_config('migration.backfill', 'on', true), \
			set_config('idle_in_transaction_session_timeout', '30000', true), \
			set_config('synchronous_commit', 'off', true)""";

	private static final String READS_KEYS = ", set_config('DateStyle', 'ISO', true), "
			+ "set_config('IntervalStyle', 'postgres', true), set_config('extra_float_digits', '1', true), "
			+ "set_config('bytea_output', 'hex', true)";

	private static final String SEARCH_PATH = ", set_config('search_path', "
			+ "concat_ws(', ', ?, nullif(current_setting('search_path'), '')), true)";

	// Partitions and children, whose locks are held beside those of the table
	static final String TREE = "WITH RECURSIVE tree(id) AS (SELECT pg_catalog.to_regclass(?)::oid "
			+ "UNION ALL SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree ON i.inhparent = tree.id) ";

	private static final String WRITERS = TREE + """
			SELECT DISTINCT l.virtualtransaction FROM tree JOIN pg_catalog.pg_locks l ON l.relation = tree.id \
			WHERE l.locktype = 'relation' AND l.granted AND l.mode = 'RowExclusiveLock' \
			AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database()) \
			AND l.pid IS DISTINCT FROM pg_backend_pid()""";

	private static final String UNFINISHED = """
			SELECT DISTINCT l.virtualtransaction, coalesce('process ' || l.pid || coalesce(' (' \
			|| nullif(a.application_name, '') || ')', '') || coalesce(' since ' || a.xact_start::text, ''), \
			'a prepared transaction') FROM pg_catalog.pg_locks l \
			LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE l.virtualtransaction = ANY (?)""";

	private static final QualifiedName TABLE = new QualifiedName(null, "t");

	private final PostgreSqlDatabase database;

	PostgreSqlKeyWalk(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Override
	public void apply(Connection connection, Settings settings) throws SQLException {
		String schema = settings.schema();
		String sql = SETTINGS + (settings.readsKeys() ? READS_KEYS : "") + ((schema != null) ? SEARCH_PATH : "");
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, PostgreSqlSessions.milliseconds(settings.lockTimeout()));
			statement.setString(2, PostgreSqlSessions.milliseconds(settings.statementTimeout()));
			statement.setString(3, PostgreSqlDatabase.cut(settings.activity()));
			if (schema != null) {
				statement.setString(4, this.database.quote(schema));
			}
			statement.execute();
		}
	}

	@Override
	public TableKey key(Connection connection, QualifiedName table, List<String> columns)
			throws SQLException, UnusableKeyException {
		return new PostgreSqlKeyFinder(this.database).find(connection, table, columns);
	}

	@Override
	public @Nullable Long estimatedRows(Connection connection, QualifiedName table) throws SQLException {
		return new PostgreSqlRowEstimate(this.database).of(connection, table);
	}

	// In ORDER BY a name without its table would be that of the text
	@Override
	public @Nullable KeyStretch next(Connection connection, QualifiedName table, TableKey key, Span span, int limit)
			throws SQLException {
		int count = key.columns().size();
		String columns = IntStream.range(0, count)
			.mapToObj((i) -> "t." + this.database.quote(key.columns().get(i)) + " AS c" + i)
			.collect(Collectors.joining(", "));
		String sql = "SELECT " + each(count, "s.c%d::text")
				+ ", s.n FROM (SELECT r.*, count(*) OVER () AS n FROM (SELECT " + columns + " FROM "
				+ this.database.quote(table) + " t WHERE " + condition(TABLE, key, span) + " ORDER BY "
				+ each(count, "c%d") + " LIMIT " + limit + ") r) s ORDER BY " + each(count, "s.c%d DESC") + " LIMIT 1";
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet row = statement.executeQuery(sql)) {
				return row.next() ? stretch(row, count) : null;
			}
		}
	}

	private static String each(int count, String format) {
		return IntStream.range(0, count).mapToObj((i) -> format.formatted(i)).collect(Collectors.joining(", "));
	}

	private static KeyStretch stretch(ResultSet row, int count) throws SQLException {
		List<String> last = new ArrayList<>();
		for (int column = 1; column <= count; column++) {
			last.add(row.getString(column));
		}
		return new KeyStretch(last, row.getInt(count + 1));
	}

	@Override
	public String condition(QualifiedName qualifier, TableKey key, Span span) {
		String columns = key.columns()
			.stream()
			.map((column) -> this.database.quote(qualifier) + "." + this.database.quote(column))
			.collect(Collectors.joining(", ", "(", ")"));
		List<String> low = span.low();
		List<String> high = span.high();
		List<String> conditions = new ArrayList<>();
		if (low != null) {
			conditions.add(columns + " > " + values(key, low));
		}
		if (high != null) {
			conditions.add(columns + " <= " + values(key, high));
		}
		return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
	}

	private String values(TableKey key, List<String> values) {
		return IntStream.range(0, values.size())
			.mapToObj((i) -> "CAST(" + this.database.literal(values.get(i)).strip() + " AS " + key.types().get(i) + ")")
			.collect(Collectors.joining(", ", "(", ")"));
	}

	@Override
	public List<String> writers(Connection connection, QualifiedName table) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(WRITERS)) {
			statement.setString(1, this.database.quote(table));
			return texts(statement, 1);
		}
	}

	@Override
	public List<String> unfinished(Connection connection, List<String> transactions) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(UNFINISHED)) {
			PostgreSqlTexts.set(statement, 1, transactions);
			return texts(statement, 2);
		}
	}

	private static List<String> texts(PreparedStatement statement, int column) throws SQLException {
		List<String> texts = new ArrayList<>();
		try (ResultSet row = statement.executeQuery()) {
			while (row.next()) {
				texts.add(row.getString(column));
			}
		}
		return texts;
	}

}
