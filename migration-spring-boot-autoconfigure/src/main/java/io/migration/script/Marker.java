// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a marker line {@code -- migrate:<word> [words] [name=value ...]} says.
 *
 * @param words what follows without an equals sign
 * @param options what follows with one, in its order
 * @param line line of the comment, from 1
 */
record Marker(List<String> words, Map<String, String> options, int line) {

	/**
	 * Stands for the marker that a file without markers does not have.
	 */
	static final Marker NONE = new Marker(List.of(), Map.of(), 1);

	Marker {
		words = List.copyOf(words);
		options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
	}

	@Nullable String option(String name) {
		return this.options.get(name);
	}

}
