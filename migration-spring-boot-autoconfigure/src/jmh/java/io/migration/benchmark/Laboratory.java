// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the children: server, scripts, class paths, one log file for each tool.
 */
record Laboratory(Server server, ClassPaths classPaths, Path folder, Map<Integer, ScriptFiles> scripts) {

	private static final String CHILD = "io.migration.benchmark.child.Child";

	private static final String APPLICATION = "io.migration.benchmark.child.SmallApplication";

	// Little garbage is in the peak where it is collected after every megabyte
	private static final List<String> SMALL_YOUNG_GENERATION = List.of("-XX:+UseSerialGC", "-Xmn1m");

	Laboratory(Server server, ClassPaths classPaths, Path folder) {
		this(server, classPaths, folder, new HashMap<>());
	}

	ScriptFiles scripts(int count) throws IOException {
		ScriptFiles files = this.scripts.get(count);
		if (files == null) {
			files = ScriptFiles.create(this.folder, count);
			this.scripts.put(count, files);
		}
		return files;
	}

	double time(Tool tool, int size, String database) throws IOException, InterruptedException {
		return time(tool, size, database, 0, 1);
	}

	double time(Tool tool, int size, String database, int schemas, int instances)
			throws IOException, InterruptedException {
		try (ChildJvm child = start(tool, size, database, schemas, instances)) {
			return go(child).get("ms");
		}
	}

	/**
	 * Several JVMs at once, told to go at the same time.
	 * @return how long the last one took
	 */
	double timeOfLast(Tool tool, int size, String database, int count) throws IOException, InterruptedException {
		List<ChildJvm> children = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				children.add(start(tool, size, database, 0, 1));
			}
			for (ChildJvm child : children) {
				child.awaitReady();
			}
			for (ChildJvm child : children) {
				child.go();
			}
			double last = 0;
			for (ChildJvm child : children) {
				last = Math.max(last, child.values().get("ms"));
			}
			return last;
		}
		finally {
			for (ChildJvm child : children) {
				child.close();
			}
		}
	}

	Readings memory(Tool tool, int size, String database) throws IOException, InterruptedException {
		List<String> arguments = arguments("memory", tool, size, database, 0, 1);
		try (ChildJvm child = ChildJvm.start(log(tool), SMALL_YOUNG_GENERATION,
				this.classPaths.forChild(tool, scripts(size).jar(tool)), CHILD, arguments)) {
			return go(child);
		}
	}

	double bootStart(Tool tool, int size, String database) throws IOException, InterruptedException {
		List<String> arguments = List.of("--spring.datasource.url=" + this.server.url(database),
				"--spring.datasource.username=postgres");
		try (ChildJvm child = ChildJvm.start(log(tool), List.of(),
				this.classPaths.forChild(tool, scripts(size).jar(tool)), APPLICATION, arguments)) {
			return child.values().get("ms");
		}
	}

	String migrated(Tool tool, int size) throws IOException, InterruptedException, SQLException {
		String database = this.server.createDatabase();
		time(tool, size, database);
		this.server.requireTables(database, size);
		return database;
	}

	private ChildJvm start(Tool tool, int size, String database, int schemas, int instances) throws IOException {
		return ChildJvm.start(log(tool), List.of(), this.classPaths.forChild(tool, scripts(size).jar(tool)), CHILD,
				arguments("time", tool, size, database, schemas, instances));
	}

	private List<String> arguments(String mode, Tool tool, int size, String database, int schemas, int instances)
			throws IOException {
		return List.of(mode, tool.adapter(), this.server.url(database), scripts(size).folder().toString(),
				String.valueOf(schemas), String.valueOf(instances));
	}

	private static Readings go(ChildJvm child) throws IOException, InterruptedException {
		child.awaitReady();
		child.go();
		return child.values();
	}

	private Path log(Tool tool) throws IOException {
		return Files.createDirectories(this.folder).resolve(tool.id() + ".log");
	}

}
