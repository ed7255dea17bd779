// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the models with what PostgreSQL 15 and 18 were measured to do. A fifth of the
 * rows, chosen by a hash, was not looked at while the models were written. When that
 * fifth was first run, 68 of 71 rows agreed on 15 and 69 of 72 on 18: one row named a
 * column of which the set-up was not known, one a label that its own transaction had
 * added, one a key that was thought not to fit its foreign key any more. The set-up and
 * both models were then mended, so that the present figures of that part are no longer
 * those of unseen rows.
 */
class LockTruthTests {

	private static final String SAMPLED = "the lock on the partition lasts for an instant; locks were sampled, and the"
			+ " row says itself that short ones can be missed (one sample on version 15 did see it)";

	private static final String DATA = "whether rows refer to the deleted one is not in the catalog";

	private static final Map<String, String> DISAGREEMENTS = new TreeMap<>(Map.of("detach-partition-concurrently 15",
			SAMPLED, "detach-partition-concurrently 18", SAMPLED, "detach-partition-concurrently-blocker-writer 15",
			SAMPLED, "detach-partition-concurrently-blocker-writer 18", SAMPLED,
			"detach-partition-concurrently-blocker-rr 18", SAMPLED, "delete-cascade-parent 15", DATA,
			"delete-cascade-parent 18", DATA));

	@Test
	void everyDisagreementIsExplainedAndNoExplanationIsOutOfDate() {
		Map<String, LockPrediction> disagreements = LockMeasurement.all()
			.stream()
			.filter((row) -> !LockPrediction.of(row).agrees())
			.collect(Collectors.toMap((row) -> row.id() + " " + row.version(), LockPrediction::of, (a, b) -> a,
					TreeMap::new));
		assertThat(disagreements.keySet()).as(() -> disagreements.values().toString())
			.containsExactlyElementsOf(DISAGREEMENTS.keySet());
	}

	@Test
	void noLockIsPredictedTooLow() {
		assertThat(LockMeasurement.all().stream().map(LockPrediction::of).filter(LockPrediction::isTooLow)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "15, false, 190, 193", "18, false, 194, 198", "15, true, 71, 71", "18, true, 72, 72" })
	void agreement(int version, boolean heldOut, int agreeing, int size) {
		List<LockPrediction> part = LockMeasurement.all()
			.stream()
			.filter((row) -> row.version() == version && row.isHeldOut() == heldOut)
			.map(LockPrediction::of)
			.toList();
		assertThat(part).hasSize(size);
		assertThat(part.stream().filter(LockPrediction::agrees)).hasSize(agreeing);
		assertThat(part.stream().filter(LockPrediction::agreesInDetail)).hasSize(agreeing);
	}

}
