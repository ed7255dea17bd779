// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.migration.StepType;
import io.migration.TargetState;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.info.Info;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationInfoContributor}.
 */
class MigrationInfoContributorTests {

	private final AtomicLong nanoTime = new AtomicLong();

	private final FakeEngine engine = new FakeEngine();

	private final FakeEngine reports = new FakeEngine("reports").tells(StatusBuilder.status().build("reports"));

	private final TargetStatuses statuses = new TargetStatuses(List.of(this.engine, this.reports), (status) -> {
	}, this.nanoTime::get);

	private final MigrationInfoContributor contributor = new MigrationInfoContributor(this.statuses);

	@Test
	void tellsVersionStateAndCounts() {
		this.engine
			.tells(StatusBuilder.upToDate(12).state(TargetState.PENDING).pending("13", StepType.UP).build("default"));
		assertThat(info()).isEqualTo(
				Map.of("default", Map.of("state", TargetState.PENDING, "version", "12", "applied", 12, "pending", 1),
						"reports", Map.of("state", TargetState.UP_TO_DATE, "applied", 0, "pending", 0)));
	}

	@Test
	void unreadableTargetIsUnknown() {
		this.engine.fails(new IllegalStateException("secret"));
		assertThat(info().get("default")).isEqualTo(Map.of("state", "UNKNOWN"));
	}

	@Test
	void takesWhatHealthHasRead() {
		this.engine.tells(StatusBuilder.upToDate(1).build());
		new MigrationHealthIndicator(this.statuses, "default").health();
		this.nanoTime.addAndGet(Duration.ofSeconds(59).toNanos());
		info();
		assertThat(this.engine.reads()).isEqualTo(1);
		this.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
		info();
		assertThat(this.engine.reads()).isEqualTo(2);
	}

	private Map<?, ?> info() {
		Info.Builder builder = new Info.Builder();
		this.contributor.contribute(builder);
		return builder.build().get("migrations", Map.class);
	}

}
