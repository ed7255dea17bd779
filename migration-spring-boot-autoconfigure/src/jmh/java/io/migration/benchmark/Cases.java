// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The cases. Tools take turns within a round, so that what disturbs the machine disturbs
 * all of them.
 */
final class Cases {

	private static final int INSTANCES = 30;

	// What takes long is measured less often
	private static final int LONG_ROUNDS = 3;

	private static final double LONG_MILLIS = 3000;

	private final Settings settings;

	private final Laboratory laboratory;

	private final Results results;

	private final Map<Integer, Map<Tool, String>> databases = new HashMap<>();

	Cases(Settings settings, Laboratory laboratory, Results results) {
		this.settings = settings;
		this.laboratory = laboratory;
		this.results = results;
	}

	void run(String name) throws IOException, InterruptedException, SQLException {
		switch (name) {
			case "jars" -> jars();
			case "noop" -> nothingToDo();
			case "boot" -> boot();
			case "apply" -> apply();
			case "instances" -> instances();
			case "memory" -> memory();
			case "schemas" -> schemas();
			default -> throw new IllegalArgumentException(name);
		}
	}

	private void jars() throws IOException {
		Set<Path> floor = this.laboratory.classPaths().jars(Tool.FLOOR);
		for (Tool tool : this.settings.tools(Tool.ENGINE, Tool.FLYWAY, Tool.FLYWAY_NEWEST, Tool.LIQUIBASE,
				Tool.MYBATIS)) {
			long bytes = 0;
			for (Path jar : this.laboratory.classPaths().jars(tool)) {
				bytes += floor.contains(jar) ? 0 : Files.size(jar);
			}
			this.results.add("jars", 1, tool.id(), "kB", bytes / 1e3);
		}
	}

	private void nothingToDo() throws IOException, InterruptedException, SQLException {
		for (int size : this.settings.sizes(10, 100, 1000, 10000)) {
			Map<Tool, String> databases = migrated(size, Tool.values());
			for (int round = 1; round <= this.settings.rounds(); round++) {
				for (Map.Entry<Tool, String> entry : databases.entrySet()) {
					if (isWorthwhile("noop", size, entry.getKey(), round)) {
						add("noop", size, entry.getKey(), this.laboratory.time(entry.getKey(), size, entry.getValue()));
					}
				}
			}
		}
	}

	private void boot() throws IOException, InterruptedException, SQLException {
		for (int size : this.settings.sizes(100)) {
			Map<Tool, String> databases = migrated(size, Tool.ENGINE, Tool.FLYWAY, Tool.FLOOR);
			for (int round = 1; round <= this.settings.rounds(); round++) {
				for (Map.Entry<Tool, String> entry : databases.entrySet()) {
					add("boot", size, entry.getKey(),
							this.laboratory.bootStart(entry.getKey(), size, entry.getValue()));
				}
			}
		}
	}

	private void apply() throws IOException, InterruptedException, SQLException {
		for (int size : this.settings.sizes(100, 1000)) {
			for (int round = 1; round <= this.settings.rounds(); round++) {
				for (Tool tool : this.settings.tools(Tool.values())) {
					if (isWorthwhile("apply", size, tool, round)) {
						apply(size, tool);
					}
				}
			}
		}
	}

	private void apply(int size, Tool tool) throws IOException, InterruptedException, SQLException {
		String database = this.laboratory.server().createDatabase();
		add("apply", size, tool, this.laboratory.time(tool, size, database));
		this.laboratory.server().requireTables(database, size);
		this.laboratory.server().drop(database);
	}

	// Ten times where an aim depends on it
	private boolean isWorthwhile(String series, int size, Tool tool, int round) {
		return round <= LONG_ROUNDS || tool == Tool.ENGINE || tool == Tool.FLOOR || tool == Tool.FLYWAY
				|| this.results.median(series, size, tool.id()).orElse(0) < LONG_MILLIS;
	}

	private void instances() throws IOException, InterruptedException, SQLException {
		int scripts = 20;
		for (int round = 1; round <= this.settings.rounds(); round++) {
			instances("single", (database) -> this.laboratory.time(Tool.ENGINE, scripts, database));
			instances("threads", (database) -> this.laboratory.time(Tool.ENGINE, scripts, database, 0, INSTANCES));
			if (round <= LONG_ROUNDS) {
				instances("processes",
						(database) -> this.laboratory.timeOfLast(Tool.ENGINE, scripts, database, INSTANCES));
			}
		}
	}

	private void instances(String variant, Measurement measurement)
			throws IOException, InterruptedException, SQLException {
		String database = this.laboratory.server().createDatabase();
		this.results.add("instances", INSTANCES, variant, "ms", measurement.of(database));
		this.laboratory.server().requireTables(database, 20);
		this.laboratory.server().drop(database);
	}

	private void memory() throws IOException, InterruptedException, SQLException {
		for (int size : this.settings.sizes(1000, 10000)) {
			Map<Tool, String> databases = migrated(size, Tool.ENGINE, Tool.FLYWAY, Tool.FLYWAY_NEWEST, Tool.FLOOR);
			for (int round = 1; round <= this.settings.rounds(); round++) {
				for (Map.Entry<Tool, String> entry : databases.entrySet()) {
					Readings values = this.laboratory.memory(entry.getKey(), size, entry.getValue());
					this.results.add("peak", size, entry.getKey().id(), "MB", values.get("peak"));
					this.results.add("allocated", size, entry.getKey().id(), "MB", values.get("allocated"));
				}
			}
		}
	}

	private void schemas() throws IOException, InterruptedException, SQLException {
		List<Tool> tools = this.settings.tools(Tool.ENGINE, Tool.FLYWAY, Tool.FLOOR);
		for (int schemas : this.settings.sizes(100, 1000)) {
			// A thousand of them take minutes, and are a thousand values each
			int rounds = (schemas > 100) ? 1 : Math.min(LONG_ROUNDS, this.settings.rounds());
			for (int round = 1; round <= rounds; round++) {
				for (Tool tool : tools) {
					schemas(tool, schemas);
				}
			}
		}
	}

	private void schemas(Tool tool, int schemas) throws IOException, InterruptedException, SQLException {
		String database = this.laboratory.server().createDatabase();
		this.laboratory.server().createSchemas(database, schemas);
		add("schemas-apply", schemas, tool, this.laboratory.time(tool, 20, database, schemas, 1));
		this.laboratory.server().requireTables(database, 20L * schemas);
		add("schemas-noop", schemas, tool, this.laboratory.time(tool, 20, database, schemas, 1));
		this.laboratory.server().drop(database);
	}

	private Map<Tool, String> migrated(int size, Tool... tools) throws IOException, InterruptedException, SQLException {
		Map<Tool, String> known = this.databases.computeIfAbsent(size, (key) -> new EnumMap<>(Tool.class));
		Map<Tool, String> wanted = new EnumMap<>(Tool.class);
		for (Tool tool : this.settings.tools(tools)) {
			String database = known.get(tool);
			if (database == null) {
				database = this.laboratory.migrated(tool, size);
				known.put(tool, database);
			}
			wanted.put(tool, database);
		}
		return wanted;
	}

	private void add(String series, int size, Tool tool, double milliseconds) {
		System.out.printf(Locale.ROOT, "%s %d %s %.1f ms%n", series, size, tool.id(), milliseconds);
		this.results.add(series, size, tool.id(), "ms", milliseconds);
	}

	/**
	 * Measures one thing on a new database.
	 */
	interface Measurement {

		double of(String database) throws IOException, InterruptedException, SQLException;

	}

}
