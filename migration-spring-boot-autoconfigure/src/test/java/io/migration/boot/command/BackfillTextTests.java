// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;

import io.migration.BackfillAction;
import io.migration.BackfillControl;
import io.migration.BackfillStatus;
import io.migration.testing.SampleBackfills;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What people are told of backfills.
 */
class BackfillTextTests {

	@Test
	void tableShowsHowTheyStand() {
		assertThat(BackfillText.of(List.of(SampleBackfills.waiting(), SampleBackfills.running(),
				SampleBackfills.failed(), SampleBackfills.succeeded()))
			.lines()).containsExactly(
					"BACKFILL   TABLE   STATE      PASS  ROWS                          CHANGED    DONE     SPEED          LEFT        BATCHES",
					"7          users   WAITING    0     0                             0                                              0",
					"9 'first'  users   RUNNING    1     1,200,000 of about 5,000,000  1,100,000  24.0 %   51,235 rows/s  1 min 14 s  3",
					"10         mails   FAILED     2     400 of about 1,000            399        40.0 %                              0",
					"11         orders  SUCCEEDED  2     90 of about 100               90         100.0 %                             0",
					"Backfill 9 'first' is limited to 60,000 rows per second, all instances together.",
					"Backfill 9 'first' is slowed down: 12 sessions wait for locks, at most 10",
					"Error in backfill 10: A row could not be changed (SQLSTATE 23514)", "Key of the row: (4711)",
					"Rows that backfill 10 could not change: 4711, 4712");
	}

	@Test
	void sentenceTellsWhatWasDone() {
		assertThat(last(BackfillAction.PAUSE, true)).isEqualTo("Backfill 9 'first' is paused.");
		assertThat(last(BackfillAction.PAUSE, false)).isEqualTo("Backfill 9 'first' is paused already.");
		assertThat(last(BackfillAction.RESUME, true)).isEqualTo("Backfill 9 'first' goes on.");
		assertThat(last(BackfillAction.CANCEL, true)).isEqualTo("Backfill 9 'first' is cancelled.");
		assertThat(last(BackfillAction.SPEED, true))
			.isEqualTo("Backfill 9 'first' is limited to 60,000 rows per second, all instances together.");
	}

	private static String last(BackfillAction action, boolean effective) {
		BackfillStatus backfill = SampleBackfills.running();
		List<String> lines = BackfillText.of(new BackfillControl("default", action, effective, backfill))
			.lines()
			.toList();
		return lines.get(lines.size() - 1);
	}

	@Test
	void rowsPerSecondBelongToTheSpeed() {
		assertThat(RowsPerSecond.of(BackfillAction.SPEED, "5000")).isEqualTo(5000);
		assertThat(RowsPerSecond.of(BackfillAction.SPEED, "none")).isZero();
		assertThat(RowsPerSecond.of(BackfillAction.SPEED, "0")).isZero();
		assertThat(RowsPerSecond.of(BackfillAction.PAUSE, null)).isNull();
		assertThatExceptionOfType(CommandUsageException.class)
			.isThrownBy(() -> RowsPerSecond.of(BackfillAction.PAUSE, "5"))
			.withMessageContaining("Only the action speed takes");
		assertThatExceptionOfType(CommandUsageException.class)
			.isThrownBy(() -> RowsPerSecond.of(BackfillAction.SPEED, null))
			.withMessageContaining("needs a number of rows");
		assertThatExceptionOfType(CommandUsageException.class)
			.isThrownBy(() -> RowsPerSecond.of(BackfillAction.SPEED, "fast"))
			.withMessageContaining("'fast' is not a number");
	}

}
