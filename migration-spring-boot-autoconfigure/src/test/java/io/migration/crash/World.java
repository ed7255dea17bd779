// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.List;

/**
 * Everything that migrations have changed.
 *
 * @param effects one line for each statement that ran, in alphabetical order
 * @param indexes the indexes, in alphabetical order, an unusable one with the word
 * {@code invalid}
 * @param history the rows of the history, oldest first: migration, step, state,
 * statements done of all
 */
record World(List<String> effects, List<String> indexes, List<String> history) {

	World {
		effects = List.copyOf(effects);
		indexes = List.copyOf(indexes);
		history = List.copyOf(history);
	}

}
