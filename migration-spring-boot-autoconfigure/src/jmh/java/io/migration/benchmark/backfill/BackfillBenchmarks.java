// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.nio.file.Files;
import java.util.List;

/**
 * Main class: runs what is asked for and prints what was measured.
 */
public final class BackfillBenchmarks {

	private BackfillBenchmarks() {
	}

	/**
	 * Run what is asked for.
	 * @param arguments see {@link BackfillSettings}
	 * @throws Exception if a child or the server fails
	 */
	public static void main(String[] arguments) throws Exception {
		BackfillSettings settings = BackfillSettings.parse(List.of(arguments));
		Instances instances = Instances.of(System.getProperty("java.class.path"),
				Files.createTempDirectory("backfill-benchmark"));
		System.out.println("Log: " + instances.log());
		try (DurableServer server = DurableServer.start(instances.log())) {
			BackfillCases cases = new BackfillCases(Population.create(server, settings.rows()), settings, instances);
			for (int round = 1; round <= settings.rounds(); round++) {
				System.out.println("Round " + round);
				if (settings.cases().contains("throughput")) {
					cases.throughput();
				}
				if (settings.cases().contains("load")) {
					cases.load();
				}
			}
		}
	}

}
