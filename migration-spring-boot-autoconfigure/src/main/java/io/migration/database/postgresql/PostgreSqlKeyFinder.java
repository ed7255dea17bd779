// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.migration.database.TableKey;
import io.migration.database.UnusableKeyException;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the catalog for an index along which a table can be walked through: unique,
 * complete, in one direction, and ordered like the operators of its columns.
 */
class PostgreSqlKeyFinder {

	private static final String KIND = "SELECT c.relkind::text FROM pg_catalog.pg_class c "
			+ "WHERE c.oid = pg_catalog.to_regclass(?)";

	// The search path decides what a condition compares with, not how an index is
	// ordered: the last column has the schemas of operators <, <= and > out of its sight
	private static final String INDEXES = """
			SELECT i.indisprimary, k.columns, k.types, i.indisvalid AND i.indisready AND i.indisunique \
			AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL AND m.amname = 'btree' \
			AND k.not_null AND k.ordered AND (SELECT count(DISTINCT o) = 1 AND bool_and(o IN (0, 3)) \
			FROM unnest(i.indoption) o) AND (SELECT bool_and(p.opcdefault) FROM unnest(i.indclass) WITH ORDINALITY o(c, n) \
			JOIN pg_catalog.pg_opclass p ON p.oid = o.c), (SELECT string_agg(DISTINCT s.nspname::text, ', ') \
			FROM unnest(i.indclass) o(c) JOIN pg_catalog.pg_opclass p ON p.oid = o.c \
			JOIN pg_catalog.pg_amop a ON a.amopfamily = p.opcfamily AND a.amoplefttype = p.opcintype \
			AND a.amoprighttype = p.opcintype AND a.amopstrategy IN (1, 2, 5) \
			JOIN pg_catalog.pg_operator q ON q.oid = a.amopopr JOIN pg_catalog.pg_namespace s ON s.oid = q.oprnamespace \
			WHERE NOT pg_catalog.pg_operator_is_visible(q.oid)) \
			FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
			JOIN pg_catalog.pg_am m ON m.oid = c.relam \
			CROSS JOIN LATERAL (SELECT array_agg(a.attname::text ORDER BY x.n) AS columns, \
			array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) ORDER BY x.n) AS types, \
			bool_and(a.attnotnull) AS not_null, bool_and(a.attcollation = y.c) AS ordered \
			FROM unnest(i.indkey) WITH ORDINALITY x(k, n) \
			JOIN unnest(i.indcollation) WITH ORDINALITY y(c, n) ON y.n = x.n \
			JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = x.k \
			WHERE x.n <= i.indnkeyatts) k \
			WHERE i.indrelid = pg_catalog.to_regclass(?) ORDER BY i.indisprimary DESC, c.relname""";

	private final PostgreSqlDatabase database;

	PostgreSqlKeyFinder(PostgreSqlDatabase database) {
		this.database = database;
	}

	TableKey find(Connection connection, QualifiedName table, List<String> columns)
			throws SQLException, UnusableKeyException {
		requireTable(connection, table);
		List<Index> indexes = indexes(connection, table);
		for (Index index : indexes) {
			if (index.usable() && isWanted(index, columns)) {
				return index.key();
			}
		}
		for (Index index : indexes) {
			if (index.complete() && isWanted(index, columns)) {
				throw hidden(table, index);
			}
		}
		throw unusable(table, columns, indexes);
	}

	private static boolean isWanted(Index index, List<String> columns) {
		return columns.isEmpty() ? index.primary()
				: new HashSet<>(columns).equals(new HashSet<>(index.key().columns()));
	}

	private void requireTable(Connection connection, QualifiedName table) throws SQLException, UnusableKeyException {
		try (PreparedStatement statement = connection.prepareStatement(KIND)) {
			statement.setString(1, this.database.quote(table));
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					throw new UnusableKeyException("the table " + shown(table) + " does not exist",
							"Correct table= in the marker of the backfill.");
				}
				if (!List.of("r", "p").contains(row.getString(1))) {
					throw new UnusableKeyException(shown(table) + " is not a table",
							"Name the table whose rows are changed with table= in the marker of the backfill.");
				}
			}
		}
	}

	private List<Index> indexes(Connection connection, QualifiedName table) throws SQLException {
		List<Index> indexes = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(INDEXES)) {
			statement.setString(1, this.database.quote(table));
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					List<String> columns = PostgreSqlTexts.get(row, 2);
					if (columns != null) {
						List<String> types = Objects.requireNonNull(PostgreSqlTexts.get(row, 3));
						indexes.add(new Index(row.getBoolean(1), new TableKey(columns, types), row.getBoolean(4),
								row.getString(5)));
					}
				}
			}
		}
		return indexes;
	}

	private static UnusableKeyException hidden(QualifiedName table, Index index) {
		return new UnusableKeyException(
				"the table " + shown(table) + " cannot be walked along (" + String.join(", ", index.key().columns())
						+ "): the operators that order it are in the schema " + index.hiddenIn()
						+ ", which is not on the search_path, so that a condition would compare in another order",
				"Put that schema on the search_path of the migrations, or name the columns of another unique index "
						+ "with key= in the marker of the backfill; then resume the backfill.");
	}

	private static UnusableKeyException unusable(QualifiedName table, List<String> columns, List<Index> indexes) {
		String problem = columns.isEmpty() ? "the table " + shown(table) + " has no primary key to walk along"
				: "the table " + shown(table) + " cannot be walked along (" + String.join(", ", columns)
						+ "): there is no valid, complete and immediate unique index on exactly these columns, all of "
						+ "them NOT NULL, in the same direction and in the usual order of their types";
		String others = indexes.stream()
			.filter(Index::usable)
			.map((index) -> "key=" + String.join(",", index.key().columns()))
			.distinct()
			.collect(Collectors.joining(" or "));
		return new UnusableKeyException(problem, others.isEmpty()
				? "Create a unique index CONCURRENTLY on NOT NULL columns in an earlier migration and name them "
						+ "with key= in the marker of the backfill."
				: "Write " + others + " into the marker of the backfill.");
	}

	private static String shown(QualifiedName table) {
		return (table.schema() != null) ? table.schema() + "." + table.name() : table.name();
	}

	private record Index(boolean primary, TableKey key, boolean complete, @Nullable String hiddenIn) {

		boolean usable() {
			return this.complete && this.hiddenIn == null;
		}

	}

}
