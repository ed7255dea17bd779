// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one child has printed.
 */
record Readings(Map<String, Double> values) {

	Readings() {
		this(new HashMap<>());
	}

	void add(String line) {
		String[] pair = line.substring(1).split(" ");
		this.values.put(pair[0], Double.valueOf(pair[1]));
	}

	double get(String name) {
		@Nullable Double value = this.values.get(name);
		if (value == null) {
			throw new IllegalStateException("A child has not measured '" + name + "'");
		}
		return value;
	}

}
