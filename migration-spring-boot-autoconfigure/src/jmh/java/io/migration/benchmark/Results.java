// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything that a run has measured.
 */
final class Results {

	private final Map<List<Object>, Values> all = new LinkedHashMap<>();

	void add(String series, int size, String tool, String unit, double value) {
		this.all.computeIfAbsent(List.of(series, size, tool), (key) -> new Values(series, size, tool, unit))
			.values()
			.add(value);
	}

	Collection<Values> all() {
		return this.all.values();
	}

	Optional<Values> find(String series, int size, String tool) {
		return Optional.ofNullable(this.all.get(List.of(series, size, tool)));
	}

	OptionalDouble median(String series, int size, String tool) {
		return find(series, size, tool).map((values) -> OptionalDouble.of(values.median()))
			.orElseGet(OptionalDouble::empty);
	}

	SortedSet<Integer> sizes(String series) {
		SortedSet<Integer> sizes = new TreeSet<>();
		all().stream().filter((values) -> values.series().equals(series)).forEach((values) -> sizes.add(values.size()));
		return sizes;
	}

}
