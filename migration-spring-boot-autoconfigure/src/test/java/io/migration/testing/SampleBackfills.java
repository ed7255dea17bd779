// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.BackfillState;
import io.migration.BackfillStatus;

/**
 * Backfills as a status may show them.
 */
public final class SampleBackfills {

	private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

	private SampleBackfills() {
	}

	public static BackfillStatus waiting() {
		return new BackfillStatus("7", "fill names", null, "users", BackfillState.WAITING, 0, 0, 0, null, null, null,
				null, null, 0, null, null, null, List.of());
	}

	public static BackfillStatus running() {
		return new BackfillStatus("9", "split names", "first", "users", BackfillState.RUNNING, 1, 1_200_000, 1_100_000,
				5_000_000L, 51_234.56, Duration.ofMillis(74_169), NOON, null, 3, 60_000L,
				"12 sessions wait for locks, at most 10", null, List.of());
	}

	public static BackfillStatus failed() {
		return new BackfillStatus("10", "mask mails", null, "mails", BackfillState.FAILED, 2, 400, 399, 1000L, null,
				null, NOON, NOON.plusSeconds(60), 0, null, null,
				"A row could not be changed (SQLSTATE 23514)\nKey of the row: (4711)", List.of("4711", "4712"));
	}

	public static BackfillStatus succeeded() {
		return new BackfillStatus("11", "done", null, "orders", BackfillState.SUCCEEDED, 2, 90, 90, 100L, null, null,
				NOON, NOON.plusSeconds(60), 0, null, null, null, List.of());
	}

}
