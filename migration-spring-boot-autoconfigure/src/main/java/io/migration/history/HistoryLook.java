// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import org.jspecify.annotations.Nullable;

/**
 * What the first look at a history tells.
 *
 * @param place where it is
 * @param different all rows; {@code null} if exactly the scripts that were asked for are
 * applied and nothing else is to be said of them
 * @param held the steps that wait, {@code null} if there are none or {@code different} is
 * there to be asked
 * @since 1.0.0
 */
public record HistoryLook(HistoryPlace place, @Nullable HistorySnapshot different, @Nullable String held) {

	static HistoryLook at(HistorySnapshot history) {
		return new HistoryLook(history.place(), history, null);
	}

}
