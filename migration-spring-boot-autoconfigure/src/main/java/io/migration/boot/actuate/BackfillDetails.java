// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.BackfillState;
import io.migration.BackfillStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a health says of backfills: those that have begun and are not done.
 */
final class BackfillDetails {

	private BackfillDetails() {
	}

	static List<Map<String, Object>> of(List<BackfillStatus> backfills) {
		return backfills.stream()
			.filter((backfill) -> backfill.state() != BackfillState.WAITING
					&& backfill.state() != BackfillState.SUCCEEDED)
			.map(BackfillDetails::of)
			.toList();
	}

	private static Map<String, Object> of(BackfillStatus backfill) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("version", backfill.version());
		putIfKnown(details, "name", backfill.name());
		details.put("state", backfill.state());
		Double percentage = backfill.percentage();
		putIfKnown(details, "percentage", (percentage != null) ? Math.round(percentage * 10) / 10.0 : null);
		putIfKnown(details, "throttledBy", backfill.throttledBy());
		String error = backfill.error();
		putIfKnown(details, "error", (error != null) ? Headline.of(error) : null);
		return details;
	}

	private static void putIfKnown(Map<String, Object> details, String key, @Nullable Object value) {
		if (value != null) {
			details.put(key, value);
		}
	}

}
