// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Main class: runs what is asked for and writes the results.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Run what is asked for.
	 * @param arguments see {@link Settings}
	 * @throws Exception if a child or the server fails
	 */
	public static void main(String[] arguments) throws Exception {
		Settings settings = Settings.parse(List.of(arguments));
		ClassPaths classPaths = ClassPaths.fromSystemProperties();
		Path work = Files.createTempDirectory("benchmark");
		Results results = new Results();
		System.out.println("Logs of the children: " + work);
		try (Server server = Server.start(work.resolve("server.log"))) {
			Machine before = Machine.now();
			Cases cases = new Cases(settings, new Laboratory(server, classPaths, work), results);
			for (String name : settings.cases()) {
				cases.run(name);
			}
			new Report(settings, results, Labels.of(classPaths), before, Machine.now(), server.version()).write();
		}
	}

}
