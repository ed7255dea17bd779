// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.migration.database.Database;
import io.migration.database.SecretMask;
import io.migration.database.postgresql.PostgreSqlDatabase;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StatementReader;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs statements on a real server and compares what they do with what the models say,
 * from the catalog and from the scripts alone.
 */
class LiveLockTests {

	private static final String LOCKS = """
			SELECT l.relation::text, '', l.mode FROM pg_locks l
			 WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation'""";

	private static final String FILES = """
			SELECT n.nspname || c.relname, c.relname, c.relfilenode::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE n.nspname !~ '^pg_' AND c.relkind IN ('r', 'm', 'i')""";

	private static final String SCANS = """
			SELECT relid::text, schemaname, seq_tup_read::text FROM pg_stat_xact_user_tables""";

	private static final String TABLES = """
			SELECT c.oid::text, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE n.nspname !~ '^pg_' AND c.relkind IN ('r', 'p', 'm')""";

	@Test
	void modelsSayWhatTheServerDoes() throws IOException, SQLException {
		List<String> differences = new ArrayList<>();
		try (TestDatabase database = PostgresServer.shared().createDatabase()) {
			database.execute(text("locks-setup.sql"));
			database.execute(text("locks-rows.sql"));
			try (Connection connection = database.dataSource().getConnection()) {
				SchemaModel catalog = catalog(connection);
				SchemaModel scripts = scripts(catalog);
				connection.setAutoCommit(false);
				for (SqlStatement statement : SqlDialect.postgresql().read(text("live-statements.sql")).statements()) {
					SqlAction action = StatementReader.read(statement);
					Outcome measured = run(connection, statement.text());
					compare("catalog", measured, EffectModel.of(statement, action, catalog, true), differences);
					compare("scripts", measured, EffectModel.of(statement, action, scripts, true), differences);
				}
			}
		}
		assertThat(String.join("\n", differences)).isEmpty();
	}

	private static SchemaModel catalog(Connection connection) throws SQLException {
		Database postgres = PostgreSqlDatabase.of(connection, SecretMask.NONE);
		return SchemaModel.of(postgres.catalogReader().read(connection));
	}

	private static SchemaModel scripts(SchemaModel catalog) throws IOException {
		SchemaModel schema = new SchemaModel(catalog.version());
		for (String script : List.of("locks-setup.sql", "locks-rows.sql")) {
			SqlDialect.postgresql()
				.read(text(script))
				.statements()
				.forEach((statement) -> schema.apply(StatementReader.read(statement)));
		}
		schema.settings().begin("timezone", catalog.settings().get("timezone"));
		schema.beginMigration();
		return schema;
	}

	private static void compare(String source, Outcome measured, StatementEffect effect, List<String> differences) {
		boolean fails = effect.failure() != null;
		Outcome predicted = new Outcome(measured.statement(), fails ? "fails" : "", new TreeMap<>(), new TreeSet<>(),
				new TreeSet<>());
		for (TableEffect table : effect.tables()) {
			if (!fails && table.isTable()) {
				predicted.add(table);
			}
		}
		boolean excused = measured.error().isEmpty() == predicted.error().isEmpty() && !measured.error().isEmpty();
		if (!excused && !predicted.equals(measured)) {
			differences
				.add(source + "\n   measured  " + measured + "\n   predicted " + predicted + " " + effect.failure());
		}
	}

	private static Outcome run(Connection connection, String sql) throws SQLException {
		Map<String, List<String>> files = query(connection, FILES);
		Map<String, List<String>> tables = query(connection, TABLES);
		list(connection, "SELECT coalesce(pg_stat_force_next_flush()::text, ''), '', ''");
		connection.commit();
		Map<String, List<String>> scansBefore = query(connection, SCANS);
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
			TreeMap<String, String> locks = new TreeMap<>();
			for (List<String> lock : list(connection, LOCKS)) {
				if (tables.containsKey(lock.get(0))) {
					locks.merge(name(tables.get(lock.get(0))), lock.get(2), LiveLockTests::stronger);
				}
			}
			TreeSet<String> rewrites = new TreeSet<>();
			query(connection, FILES).forEach((key, file) -> {
				if (files.containsKey(key) && !files.get(key).get(2).equals(file.get(2))) {
					rewrites.add(file.get(1));
				}
			});
			TreeSet<String> scans = new TreeSet<>();
			for (List<String> scan : list(connection, SCANS)) {
				List<String> former = scansBefore.get(scan.get(0));
				long read = (former != null) ? Long.parseLong(former.get(2)) : 0;
				boolean more = Long.parseLong(scan.get(2)) > read;
				if (more && tables.containsKey(scan.get(0))) {
					scans.add(name(tables.get(scan.get(0))));
				}
			}
			return new Outcome(sql, "", locks, rewrites, scans);
		}
		catch (SQLException ex) {
			return new Outcome(sql, ex.getMessage(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
		}
		finally {
			connection.rollback();
		}
	}

	private static String name(List<String> table) {
		return name(table.get(1), table.get(2));
	}

	private static String name(String schema, String name) {
		return schema.equals("public") ? name : schema + "." + name;
	}

	private static String stronger(String first, String second) {
		return (rank(first) >= rank(second)) ? first : second;
	}

	private static int rank(String mode) {
		for (LockMode candidate : LockMode.values()) {
			if (candidate.serverName().equals(mode)) {
				return candidate.ordinal();
			}
		}
		return -1;
	}

	private static Map<String, List<String>> query(Connection connection, String sql) throws SQLException {
		Map<String, List<String>> rows = new TreeMap<>();
		list(connection, sql).forEach((row) -> rows.put(row.get(0), row));
		return rows;
	}

	private static List<List<String>> list(Connection connection, String sql) throws SQLException {
		List<List<String>> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			while (row.next()) {
				rows.add(List.of(row.getString(1), row.getString(2), row.getString(3)));
			}
		}
		return rows;
	}

	private static String text(String name) throws IOException {
		try (InputStream stream = LiveLockTests.class.getResourceAsStream("/io/migration/hazard/" + name)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private record Outcome(String statement, String error, TreeMap<String, String> locks, TreeSet<String> rewrites,
			TreeSet<String> scans) {

		void add(TableEffect table) {
			QualifiedName written = table.table();
			String name = name(String.valueOf(written.schema()), written.name());
			this.locks.put(name, table.mode().serverName());
			if (table.rewrite() != Likelihood.NO) {
				this.rewrites.add(written.name());
			}
			this.rewrites.addAll(table.rebuiltIndexes());
			if (table.scan() != Likelihood.NO) {
				this.scans.add(name);
			}
		}

		private static String name(String schema, String name) {
			return LiveLockTests.name(schema, name);
		}

	}

}
