// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;
import java.util.Map;

import io.migration.BackfillAction;
import io.migration.BackfillControl;
import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.TargetState;
import io.migration.testing.SampleBackfills;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What endpoint and health show of backfills.
 */
class BackfillDescriptorTests {

	private final JsonMapper json = JsonMapper.builder().build();

	@Test
	void everythingKnownIsShown() {
		assertThat(json(true, SampleBackfills.running())).isEqualTo("""
				{"version":"9","description":"split names","name":"first","table":"users","state":"RUNNING","pass":1,\
				"rows":1200000,"changed":1100000,"estimatedRows":5000000,"percentage":24.0,"rowsPerSecond":51234.6,\
				"remainingMs":74169,"startedAt":"2026-11-20T12:00:00Z","finishedAt":null,"workers":3,"limit":60000,\
				"throttledBy":"12 sessions wait for locks, at most 10","error":null,"skipped":[]}""");
	}

	@Test
	void whatIsNotKnownIsPresent() {
		assertThat(json(true, SampleBackfills.waiting())).isEqualTo("""
				{"version":"7","description":"fill names","name":null,"table":"users","state":"WAITING","pass":0,\
				"rows":0,"changed":0,"estimatedRows":null,"percentage":null,"rowsPerSecond":null,"remainingMs":null,\
				"startedAt":null,"finishedAt":null,"workers":0,"limit":null,"throttledBy":null,"error":null,\
				"skipped":[]}""");
	}

	@Test
	void keysOfRowsAreValues() {
		String shown = json(true, SampleBackfills.failed());
		assertThat(shown).contains("\"skipped\":[\"4711\",\"4712\"]", "Key of the row: (4711)");
		String hidden = json(false, SampleBackfills.failed());
		assertThat(hidden)
			.contains("\"error\":\"A row could not be changed (SQLSTATE 23514)\"",
					"\"skipped\":[\"******\",\"******\"]")
			.doesNotContain("471");
	}

	@Test
	void controlTellsWhetherAnythingWasChanged() {
		BackfillControl control = new BackfillControl("default", BackfillAction.CANCEL, false,
				SampleBackfills.failed());
		String hidden = this.json.writeValueAsString(BackfillControlDescriptor.of(control, false));
		assertThat(hidden).startsWith("{\"action\":\"CANCEL\",\"effective\":false,\"backfill\":{\"version\":\"10\",")
			.doesNotContain("471");
	}

	@Test
	void healthTellsOfThoseThatAreUnderWayOrFailed() {
		FakeEngine engine = new FakeEngine().tells(StatusBuilder.upToDate(1)
			.state(TargetState.BACKFILLING)
			.backfills(SampleBackfills.waiting(), SampleBackfills.running(), SampleBackfills.failed(),
					SampleBackfills.succeeded())
			.build());
		TargetStatuses statuses = new TargetStatuses(List.of(engine), (status) -> {
		}, System::nanoTime);
		Health health = new MigrationHealthIndicator(statuses, "default").health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("backfills",
				List.of(Map.of("version", "9", "name", "first", "state", BackfillState.RUNNING, "percentage", 24.0,
						"throttledBy", "12 sessions wait for locks, at most 10"),
						Map.of("version", "10", "state", BackfillState.FAILED, "percentage", 40.0, "error",
								"A row could not be changed (SQLSTATE 23514)")));
	}

	private String json(boolean showValues, BackfillStatus backfill) {
		return this.json.writeValueAsString(BackfillDescriptor.of(backfill, showValues));
	}

}
