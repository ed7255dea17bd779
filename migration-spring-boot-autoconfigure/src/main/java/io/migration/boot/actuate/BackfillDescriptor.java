// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.BackfillState;
import io.migration.BackfillStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;

// JSON of a backfill. A key is data of a row, so without the right to see values only the
// number of skipped ones is told
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "version", "description", "name", "table", "state", "pass", "rows", "changed", "estimatedRows",
		"percentage", "rowsPerSecond", "remainingMs", "startedAt", "finishedAt", "workers", "limit", "throttledBy",
		"error", "skipped" })
record BackfillDescriptor(String version, String description, @Nullable String name, String table, BackfillState state,
		int pass, long rows, long changed, @Nullable Long estimatedRows, @Nullable Double percentage,
		@Nullable Double rowsPerSecond, @Nullable Long remainingMs, @Nullable Instant startedAt,
		@Nullable Instant finishedAt, int workers, @Nullable Long limit, @Nullable String throttledBy,
		@Nullable String error, List<String> skipped) {

	static List<BackfillDescriptor> of(List<BackfillStatus> backfills, boolean showValues) {
		return backfills.stream().map((backfill) -> of(backfill, showValues)).toList();
	}

	static BackfillDescriptor of(BackfillStatus backfill, boolean showValues) {
		Duration remaining = backfill.remaining();
		String error = backfill.error();
		List<String> skipped = showValues ? backfill.skipped()
				: Collections.nCopies(backfill.skipped().size(), SanitizableData.SANITIZED_VALUE);
		return new BackfillDescriptor(backfill.version(), backfill.description(), backfill.name(), backfill.table(),
				backfill.state(), backfill.pass(), backfill.rows(), backfill.changed(), backfill.estimatedRows(),
				rounded(backfill.percentage()), rounded(backfill.rowsPerSecond()),
				(remaining != null) ? remaining.toMillis() : null, backfill.startedAt(), backfill.finishedAt(),
				backfill.workers(), backfill.limit(), backfill.throttledBy(),
				(error != null) ? Headline.of(error, showValues) : null, skipped);
	}

	private static @Nullable Double rounded(@Nullable Double value) {
		return (value != null) ? Math.round(value * 10) / 10.0 : null;
	}

}
