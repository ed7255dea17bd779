// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.migration.BackfillStatus;
import io.migration.BatchRun;
import io.migration.LockStatus;
import io.migration.MigrationStatus;
import io.migration.RequiredSteps;
import io.migration.TargetState;
import io.migration.testing.SampleBackfills;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BackfillMeters}, from the events of the engine to a scrape.
 */
class BackfillMetersTests {

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final RunRecorder recorder = new RunRecorder();

	BackfillMetersTests() {
		this.recorder.forwardTo(List.of(new MigrationMeters(this.registry)));
	}

	@Test
	void rowsOfBatchesAreCounted() {
		this.recorder.backfillBatch("default", batch("9", "first", 1000));
		this.recorder.backfillBatch("default", batch("9", "first", 500));
		this.recorder.backfillBatch("default", batch("10", null, 7));
		assertThat(scrape()).containsExactlyInAnyOrder(
				"migration_backfill_rows_total{name=\"first\",target=\"default\",version=\"9\"} 1500.0",
				"migration_backfill_rows_total{name=\"none\",target=\"default\",version=\"10\"} 7.0");
	}

	@Test
	void progressIsWhatWasLastKnown() {
		this.recorder.backfillBegun("default", SampleBackfills.waiting());
		this.recorder.backfillProgress("default", SampleBackfills.running());
		this.recorder.backfillEnded("default", SampleBackfills.succeeded());
		assertThat(scrape()).containsExactlyInAnyOrder(
				"migration_backfill_progress{name=\"none\",target=\"default\",version=\"7\"} NaN",
				"migration_backfill_progress{name=\"first\",target=\"default\",version=\"9\"} 0.24",
				"migration_backfill_progress{name=\"none\",target=\"default\",version=\"11\"} 1.0");
	}

	@Test
	void whatTheStatusShowsNoMoreGoes() {
		this.recorder.backfillProgress("other", SampleBackfills.running());
		this.recorder.statusRead(status(SampleBackfills.running(), SampleBackfills.failed()));
		this.recorder.statusRead(status(SampleBackfills.failed()));
		assertThat(scrape().stream().filter((line) -> line.startsWith("migration_backfill"))).containsExactlyInAnyOrder(
				"migration_backfill_progress{name=\"first\",target=\"other\",version=\"9\"} 0.24",
				"migration_backfill_progress{name=\"none\",target=\"default\",version=\"10\"} 0.4");
	}

	@Test
	void nothingIsKeptBeforeThereAreObservers() {
		RunRecorder early = new RunRecorder();
		early.backfillBatch("default", batch("9", null, 1000));
		early.backfillProgress("default", SampleBackfills.running());
		early.forwardTo(List.of(new MigrationMeters(this.registry)));
		assertThat(scrape()).isEmpty();
	}

	private static BatchRun batch(String version, String name, long rows) {
		return new BatchRun(version, name, rows, rows, Duration.ofMillis(200));
	}

	private static MigrationStatus status(BackfillStatus... backfills) {
		return new MigrationStatus("default", "PostgreSQL 18.1", "public", TargetState.BACKFILLING, "7", 5, List.of(),
				List.of(), List.of(), null, LockStatus.FREE,
				new RequiredSteps(List.of(), List.of(), List.of(), List.of()), List.of(backfills), List.of(), List.of(),
				List.of());
	}

	private List<String> scrape() {
		return Stream.of(this.registry.scrape().split("\n"))
			.filter((line) -> !line.startsWith("#") && !line.isEmpty())
			.toList();
	}

}
