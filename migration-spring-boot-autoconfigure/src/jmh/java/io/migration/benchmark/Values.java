// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of one thing, in the order of the rounds.
 *
 * @param series the case, such as {@code noop}
 * @param size how many migrations, instances or schemas
 * @param tool id of the tool, or of a variant
 * @param unit what the values count: {@code ms}, {@code MB} or {@code kB}
 */
record Values(String series, int size, String tool, String unit, List<Double> values) {

	Values(String series, int size, String tool, String unit) {
		this(series, size, tool, unit, new ArrayList<>());
	}

	double median() {
		List<Double> sorted = sorted();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	double min() {
		return sorted().get(0);
	}

	double max() {
		return sorted().get(this.values.size() - 1);
	}

	private List<Double> sorted() {
		return this.values.stream().sorted().toList();
	}

}
