// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.util.List;
import java.util.stream.Stream;

/**
 * What to run: {@code --cases throughput,load}, {@code --rows}, {@code --rounds},
 * {@code --seconds} for each measurement under load, {@code --instances 1,2,3}.
 */
record BackfillSettings(List<String> cases, long rows, int rounds, int seconds, List<Integer> instances) {

	static BackfillSettings parse(List<String> arguments) {
		BackfillSettings settings = new BackfillSettings(List.of("throughput", "load"), 5_000_000, 3, 60,
				List.of(1, 2, 3));
		for (int i = 0; i + 1 < arguments.size(); i += 2) {
			settings = settings.with(arguments.get(i), arguments.get(i + 1));
		}
		return settings;
	}

	private BackfillSettings with(String option, String value) {
		List<String> values = List.of(value.split(","));
		return switch (option) {
			case "--cases" -> new BackfillSettings(values, this.rows, this.rounds, this.seconds, this.instances);
			case "--rows" ->
				new BackfillSettings(this.cases, Long.parseLong(value), this.rounds, this.seconds, this.instances);
			case "--rounds" ->
				new BackfillSettings(this.cases, this.rows, Integer.parseInt(value), this.seconds, this.instances);
			case "--seconds" ->
				new BackfillSettings(this.cases, this.rows, this.rounds, Integer.parseInt(value), this.instances);
			case "--instances" -> new BackfillSettings(this.cases, this.rows, this.rounds, this.seconds,
					Stream.of(value.split(",")).map(Integer::valueOf).toList());
			default -> throw new IllegalArgumentException("Unknown option '" + option + "'");
		};
	}

}
