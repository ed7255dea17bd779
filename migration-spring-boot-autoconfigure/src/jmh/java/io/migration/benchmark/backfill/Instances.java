// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How instances are started: class path, script, log.
 */
record Instances(String classPath, Path scripts, Path log) {

	private static final String SCRIPT = """
			-- migrate:up
			COMMENT ON TABLE people IS 'has full names';

			-- migrate:backfill table=people
			%s AND :batch;

			-- migrate:verify
			SELECT id FROM people WHERE full_name IS NULL LIMIT 10;
			""";

	static Instances of(String classPath, Path folder) throws IOException {
		Path scripts = Files.createDirectories(folder.resolve("scripts"));
		Files.writeString(scripts.resolve("V1__full_names.sql"), SCRIPT.formatted(Population.CHANGE));
		return new Instances(classPath, scripts, folder.resolve("log"));
	}

	/**
	 * Start instances that give way to nothing, or to what they do by default.
	 */
	List<WorkerProcess> start(String url, int count, boolean throttled) throws IOException {
		List<String> arguments = List.of(url, this.scripts.toString(), throttled ? "throttled" : "unhindered");
		List<WorkerProcess> workers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			WorkerProcess worker = WorkerProcess.start(this.classPath, arguments, this.log);
			workers.add(worker);
			worker.awaitReady();
		}
		return workers;
	}

}
