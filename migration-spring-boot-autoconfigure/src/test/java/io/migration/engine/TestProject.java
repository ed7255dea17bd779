// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.migration.ExecutionOptions;
import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.OutOfOrder;
import io.migration.PlanOptions;
import io.migration.ScriptOptions;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.util.FileSystemUtils;

/**
 * A folder of scripts and an empty database. Registered as an extension it has new ones
 * for each test, from before its methods that set up until after those that clean up.
 */
final class TestProject implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

	private Path folder;

	private TestDatabase database;

	private final List<JavaMigration> code = new ArrayList<>();

	private final List<MigrationListener> listeners = new ArrayList<>();

	private Consumer<MigrationOptions.Builder> options = (builder) -> {
	};

	private Map<String, String> placeholders = Map.of();

	/**
	 * A project to be registered as an extension.
	 */
	TestProject() {
	}

	/**
	 * A project of what there is already. Closing it leaves the folder.
	 * @param folder the folder of the scripts
	 * @param database the database
	 */
	TestProject(Path folder, TestDatabase database) {
		this.folder = folder;
		this.database = database;
	}

	@Override
	public void beforeEach(ExtensionContext context) throws IOException {
		this.folder = Files.createTempDirectory("migrations");
		this.database = PostgresServer.newDatabase();
	}

	@Override
	public void afterEach(ExtensionContext context) throws IOException {
		try {
			close();
		}
		finally {
			FileSystemUtils.deleteRecursively(this.folder);
		}
	}

	TestProject script(String name, String content) {
		try {
			Files.writeString(this.folder.resolve(name), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	TestProject remove(String name) {
		try {
			Files.delete(this.folder.resolve(name));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	TestProject code(JavaMigration migration) {
		this.code.add(migration);
		return this;
	}

	TestProject withoutCode() {
		this.code.clear();
		return this;
	}

	TestProject listener(MigrationListener listener) {
		this.listeners.add(listener);
		return this;
	}

	TestProject options(Consumer<MigrationOptions.Builder> options) {
		this.options = options;
		return this;
	}

	TestProject placeholders(Map<String, String> placeholders) {
		this.placeholders = placeholders;
		return this;
	}

	MigrationEngine engine() {
		return engine(this.database.dataSource());
	}

	MigrationEngine engine(DataSource dataSource) {
		MigrationOptions.Builder builder = MigrationOptions.builder().scripts(scripts());
		this.options.accept(builder);
		return MigrationEngineFactory.create(dataSource, builder.build(), this.code, this.listeners,
				getClass().getClassLoader());
	}

	ScriptOptions scripts() {
		return new ScriptOptions(List.of("filesystem:" + this.folder), "V", "U", "R", "__",
				ScriptOptions.DEFAULTS.suffixes(), this.placeholders, false);
	}

	Path folder() {
		return this.folder;
	}

	TestDatabase database() {
		return this.database;
	}

	/**
	 * The history as short lines: migration, step, state, statements done of all. Notes
	 * are left out.
	 */
	List<String> history() {
		return this.database.jdbc()
			.sql("SELECT concat_ws(' ', coalesce(version, 'R__' || description), step, state, "
					+ "statements_done || '/' || statements) FROM migration_history WHERE kind <> 'AUDIT' ORDER BY id")
			.query(String.class)
			.list();
	}

	List<String> tables() {
		return this.database.jdbc()
			.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
					+ "AND tablename NOT LIKE 'migration%' ORDER BY 1")
			.query(String.class)
			.list();
	}

	<T> T value(Class<T> type, String sql) {
		return this.database.jdbc().sql(sql).query(type).single();
	}

	/**
	 * Migrate with a script that has nothing but a backfill.
	 * @param marker what the marker of the section says
	 * @param body what the section holds, and those behind it; from line 4 on
	 */
	MigrationEngine migrateBackfill(String marker, String body) {
		script("V1__fill.sql", "-- migrate:up\nSELECT 1;\n-- migrate:backfill " + marker + "\n" + body + "\n");
		MigrationEngine engine = engine();
		engine.migrate();
		return engine;
	}

	/**
	 * What the row of the only backfill says, empty before there is one.
	 */
	String cursor(String expression) {
		return this.database.jdbc()
			.sql("SELECT " + expression + " FROM migration_backfill")
			.query(String.class)
			.optional()
			.orElse("");
	}

	/**
	 * Add a first script that waits for the session that is returned to let it pass.
	 */
	TestSession closedGate() {
		script("V1__gate.sql", "SELECT pg_advisory_xact_lock(1);");
		return this.database.session().execute("SELECT pg_advisory_lock(1)");
	}

	/**
	 * Wait until a script stands at the gate.
	 */
	void awaitGate() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> value(Integer.class,
					"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = "
							+ "(SELECT oid FROM pg_database WHERE datname = current_database())") == 1);
	}

	@Override
	public void close() {
		this.database.close();
	}

	/**
	 * What somebody asked for, oldest first.
	 */
	List<String> notes() {
		return this.database.jdbc()
			.sql("SELECT concat_ws(' ', name, version) || ': ' || convert_from(body, 'UTF8') FROM migration_history "
					+ "WHERE kind = 'AUDIT' ORDER BY id")
			.query(String.class)
			.list();
	}

	static PlanOptions outOfOrderAllowed() {
		PlanOptions defaults = PlanOptions.DEFAULTS;
		return new PlanOptions(OutOfOrder.ALLOW, defaults.onAhead(), false, defaults.baselineVersion(), "baseline",
				false);
	}

	static PlanOptions baselineAt(String version) {
		PlanOptions defaults = PlanOptions.DEFAULTS;
		return new PlanOptions(defaults.outOfOrder(), defaults.onAhead(), true, MigrationVersion.of(version),
				"baseline", false);
	}

	static ExecutionOptions impatient() {
		ExecutionOptions defaults = ExecutionOptions.DEFAULTS;
		return new ExecutionOptions(Duration.ofMillis(200), Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1),
				Duration.ofMillis(50), Duration.ofMillis(100), defaults.progressInterval());
	}

}
