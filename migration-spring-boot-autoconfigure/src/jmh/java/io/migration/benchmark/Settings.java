// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to run. {@code --cases}, {@code --sizes} and {@code --tools} narrow it down,
 * {@code --rounds} says how often each value is measured, {@code --out} where the results
 * go (default: {@code docs}).
 */
record Settings(Set<String> cases, Set<Integer> sizes, Set<String> tools, int rounds, Path out) {

	static final List<String> CASES = List.of("jars", "noop", "boot", "apply", "instances", "memory", "schemas");

	static Settings parse(List<String> arguments) {
		Settings settings = new Settings(new LinkedHashSet<>(CASES), Set.of(), Set.of(), 10, Path.of("docs"));
		if (arguments.size() % 2 != 0) {
			throw new IllegalArgumentException("Every option needs a value: " + arguments);
		}
		for (int i = 0; i < arguments.size(); i += 2) {
			settings = settings.with(arguments.get(i), arguments.get(i + 1));
		}
		return settings;
	}

	private Settings with(String option, String value) {
		List<String> values = Arrays.asList(value.split(","));
		return switch (option) {
			case "--cases" -> new Settings(known(values), this.sizes, this.tools, this.rounds, this.out);
			case "--sizes" ->
				new Settings(this.cases, new LinkedHashSet<>(values.stream().map(Integer::valueOf).toList()),
						this.tools, this.rounds, this.out);
			case "--tools" -> new Settings(this.cases, this.sizes, new LinkedHashSet<>(values), this.rounds, this.out);
			case "--rounds" -> new Settings(this.cases, this.sizes, this.tools, Integer.parseInt(value), this.out);
			case "--out" -> new Settings(this.cases, this.sizes, this.tools, this.rounds, Path.of(value));
			default -> throw new IllegalArgumentException(
					"Unknown option '" + option + "'. There are --cases, --sizes, --tools, --rounds and --out.");
		};
	}

	private static Set<String> known(List<String> cases) {
		if (!CASES.containsAll(cases)) {
			throw new IllegalArgumentException("There are the cases " + CASES + ", but not all of " + cases);
		}
		return new LinkedHashSet<>(cases);
	}

	List<Integer> sizes(Integer... defaults) {
		return Arrays.stream(defaults).filter((size) -> this.sizes.isEmpty() || this.sizes.contains(size)).toList();
	}

	List<Tool> tools(Tool... candidates) {
		return Arrays.stream(candidates)
			.filter((tool) -> this.tools.isEmpty() || this.tools.contains(tool.id()))
			.toList();
	}

}
