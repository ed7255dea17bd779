// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;

/**
 * Some rows that follow each other in the order of their keys.
 *
 * @param last the key of the last one
 * @param rows how many there are
 * @since 1.0.0
 */
public record KeyStretch(List<String> last, int rows) {

	public KeyStretch {
		last = List.copyOf(last);
	}

}
