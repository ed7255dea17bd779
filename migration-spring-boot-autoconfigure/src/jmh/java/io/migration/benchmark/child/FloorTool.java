// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * The least that has to be done: reads one history table and the bytes of every file, and
 * runs what is missing with one commit for each file. It checks nothing.
 */
class FloorTool implements MigrationTool {

	@Override
	public void migrate(DataSource dataSource, Path scripts, @Nullable String schema) throws Exception {
		try (Connection connection = dataSource.getConnection()) {
			connection.setAutoCommit(false);
			Set<String> applied = history(connection, schema);
			Map<Integer, byte[]> files = read(scripts.resolve("scripts.jar").toFile());
			for (Map.Entry<Integer, byte[]> file : files.entrySet()) {
				if (!applied.contains(String.valueOf(file.getKey()))) {
					run(connection, file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8));
				}
			}
			connection.commit();
		}
	}

	private static Set<String> history(Connection connection, @Nullable String schema) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			if (schema != null) {
				statement.execute("SET search_path TO " + schema);
			}
			try {
				return applied(statement);
			}
			catch (SQLException ex) {
				connection.rollback();
				statement.execute("CREATE TABLE " + ((schema != null) ? schema + "." : "")
						+ "floor_history (version varchar(50) PRIMARY KEY)");
				if (schema != null) {
					statement.execute("SET search_path TO " + schema);
				}
				return Set.of();
			}
		}
	}

	private static Set<String> applied(Statement statement) throws SQLException {
		Set<String> applied = new HashSet<>();
		try (ResultSet rows = statement.executeQuery("SELECT version FROM floor_history")) {
			while (rows.next()) {
				applied.add(rows.getString(1));
			}
		}
		return applied;
	}

	private static Map<Integer, byte[]> read(File jar) throws IOException {
		Map<Integer, byte[]> files = new TreeMap<>();
		try (ZipFile zip = new ZipFile(jar)) {
			for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
				String name = entry.getName();
				if (name.endsWith(".sql")) {
					int version = Integer.parseInt(name.substring(name.lastIndexOf("/V") + 2, name.indexOf("__")));
					try (InputStream content = zip.getInputStream(entry)) {
						files.put(version, content.readAllBytes());
					}
				}
			}
		}
		return files;
	}

	private static void run(Connection connection, int version, String sql) throws SQLException {
		try (Statement statement = connection.createStatement();
				PreparedStatement insert = connection.prepareStatement("INSERT INTO floor_history VALUES (?)")) {
			statement.execute(sql);
			insert.setString(1, String.valueOf(version));
			insert.executeUpdate();
			connection.commit();
		}
	}

}
