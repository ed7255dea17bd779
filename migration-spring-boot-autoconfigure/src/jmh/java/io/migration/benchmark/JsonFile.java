// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The results for programs: every single value.
 */
record JsonFile(Results results, Labels labels, Machine machine, String server) {

	String text() {
		return """
				{
				  "time": "%s",
				  "processor": "%s",
				  "processors": %d,
				  "memoryGiB": %d,
				  "system": "%s",
				  "java": "%s",
				  "postgresql": "%s",
				  "results": [
				%s
				  ]
				}
				""".formatted(this.machine.time(), this.machine.processor(), this.machine.processors(),
				this.machine.memory(), this.machine.system(), this.machine.java(), this.server,
				this.results.all().stream().map(this::entry).collect(Collectors.joining(",\n")));
	}

	private String entry(Values values) {
		return String.format(Locale.ROOT,
				"    { \"case\": \"%s\", \"size\": %d, \"tool\": \"%s\", \"unit\": \"%s\", \"median\": %.3f, \"values\": %s }",
				values.series(), values.size(), this.labels.of(values.tool()), values.unit(), values.median(),
				numbers(values.values()));
	}

	private static String numbers(List<Double> values) {
		return values.stream()
			.map((value) -> String.format(Locale.ROOT, "%.3f", value))
			.collect(Collectors.joining(", ", "[", "]"));
	}

}
