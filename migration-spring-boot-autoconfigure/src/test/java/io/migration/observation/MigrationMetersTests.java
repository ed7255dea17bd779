// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.util.List;
import java.util.stream.Stream;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.migration.LockStatus;
import io.migration.MigrationStatus;
import io.migration.RequiredSteps;
import io.migration.TargetState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationMeters}.
 */
class MigrationMetersTests {

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final MigrationMeters meters = new MigrationMeters(this.registry);

	@Test
	void scrapeAfterARunHasATimerPerStep() {
		this.meters.runEnded(Runs.succeeded());
		assertThat(scrape()).containsExactlyInAnyOrder("migration_applied{target=\"default\"} 2.0",
				"migration_failed{target=\"default\"} 0.0", "migration_pending{target=\"default\"} 0.0",
				"migration_retries_total{target=\"default\"} 1.0",
				"migration_lock_wait_seconds_count{target=\"default\"} 1",
				"migration_lock_wait_seconds_sum{target=\"default\"} 2.0",
				"migration_lock_wait_seconds_max{target=\"default\"} 2.0",
				"migration_run_seconds_count{outcome=\"success\",target=\"default\"} 1",
				"migration_run_seconds_sum{outcome=\"success\",target=\"default\"} 5.0",
				"migration_run_seconds_max{outcome=\"success\",target=\"default\"} 5.0",
				"migration_step_seconds_count{outcome=\"success\",step=\"up\",target=\"default\",version=\"1\"} 1",
				"migration_step_seconds_sum{outcome=\"success\",step=\"up\",target=\"default\",version=\"1\"} 1.0",
				"migration_step_seconds_max{outcome=\"success\",step=\"up\",target=\"default\",version=\"1\"} 1.0",
				"migration_step_seconds_count{outcome=\"success\",step=\"up\",target=\"default\",version=\"2\"} 1",
				"migration_step_seconds_sum{outcome=\"success\",step=\"up\",target=\"default\",version=\"2\"} 2.0",
				"migration_step_seconds_max{outcome=\"success\",step=\"up\",target=\"default\",version=\"2\"} 2.0");
	}

	@Test
	void failuresAreSeen() {
		this.meters.runEnded(Runs.succeeded());
		this.meters.runEnded(Runs.failed());
		assertThat(scrape()).contains("migration_run_seconds_count{outcome=\"failed\",target=\"default\"} 1",
				"migration_run_seconds_count{outcome=\"success\",target=\"default\"} 1",
				"migration_step_seconds_count{outcome=\"failed\",step=\"up\",target=\"default\",version=\"3\"} 1",
				"migration_pending{target=\"default\"} 2.0", "migration_failed{target=\"default\"} 1.0",
				"migration_applied{target=\"default\"} 2.0");
	}

	@Test
	void runThatTookNoLockDidNotWaitForIt() {
		this.meters.runEnded(Runs.idle("default", 7));
		assertThat(scrape()).contains("migration_lock_wait_seconds_count{target=\"default\"} 0",
				"migration_retries_total{target=\"default\"} 0.0", "migration_applied{target=\"default\"} 7.0");
	}

	@Test
	void targetsAreToldApart() {
		this.meters.runEnded(Runs.idle("default", 7));
		this.meters.runEnded(Runs.idle("reports", 3));
		assertThat(scrape()).contains("migration_applied{target=\"default\"} 7.0",
				"migration_applied{target=\"reports\"} 3.0");
	}

	@Test
	void gaugesFollowTheStateThatWasReadLast() {
		this.meters.runEnded(Runs.idle("default", 7));
		RequiredSteps required = new RequiredSteps(List.of("8", "9"), List.of("10"), List.of("11"), List.of("12"));
		this.meters.statusRead(new MigrationStatus("default", "PostgreSQL 18.1", "public", TargetState.FAILED, "7", 5,
				List.of(), List.of(), List.of(), null, LockStatus.FREE, required, List.of(), List.of(), List.of(),
				List.of()));
		assertThat(scrape()).contains("migration_pending{target=\"default\"} 5.0",
				"migration_applied{target=\"default\"} 5.0", "migration_failed{target=\"default\"} 2.0");
	}

	private List<String> scrape() {
		return Stream.of(this.registry.scrape().split("\n")).filter((line) -> !line.startsWith("#")).toList();
	}

}
