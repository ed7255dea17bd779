// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.migration.BackfillPressure;
import io.migration.ThrottleOptions;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationLatencyThrottle}.
 */
class ApplicationLatencyThrottleTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ApplicationLatencyThrottle throttle = new ApplicationLatencyThrottle(() -> this.registry,
			ThrottleOptions.DEFAULTS.applicationLatency());

	@Test
	void requestsFromBeforeTheFirstLookDoNotCount() {
		request("/a", 3000);
		assertThat(measure()).isEqualTo(BackfillPressure.NONE);
		assertThat(measure()).isEqualTo(BackfillPressure.NONE);
	}

	@Test
	void meanIsThatOfAllRequestsSinceTheLastLook() {
		measure();
		request("/a", 300);
		request("/b", 700);
		assertThat(measure()).isEqualTo(BackfillPressure.high("requests take 500 ms on average"));
		request("/a", 100);
		assertThat(measure()).isEqualTo(BackfillPressure.NONE);
		request("/c", 2000);
		assertThat(measure()).isEqualTo(BackfillPressure.critical("requests take 2000 ms on average"));
	}

	@Test
	void aNewLongestRequestCountsWhereThereIsABound() {
		ApplicationLatencyThrottle bounded = new ApplicationLatencyThrottle(() -> this.registry,
				new ThrottleOptions.ApplicationLatency(true, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5),
						Duration.ofSeconds(30)));
		request("/a", 10);
		bounded.measure(jdbc());
		request("/a", 6000);
		request("/b", 10);
		assertThat(bounded.measure(jdbc())).isEqualTo(BackfillPressure.high("requests take 6000 ms at most"));
		request("/b", 20);
		assertThat(bounded.measure(jdbc())).isEqualTo(BackfillPressure.NONE);
		request("/b", 30000);
		assertThat(bounded.measure(jdbc())).isEqualTo(BackfillPressure.critical("requests take 30000 ms at most"));
	}

	@Test
	void withoutARegistryOrWhenSwitchedOffThereIsNoPressure() {
		ThrottleOptions.ApplicationLatency defaults = ThrottleOptions.DEFAULTS.applicationLatency();
		ApplicationLatencyThrottle alone = new ApplicationLatencyThrottle(() -> null, defaults);
		ApplicationLatencyThrottle off = new ApplicationLatencyThrottle(() -> this.registry,
				new ThrottleOptions.ApplicationLatency(false, defaults.high(), defaults.critical(), Duration.ZERO,
						Duration.ZERO));
		off.measure(jdbc());
		alone.measure(jdbc());
		request("/a", 3000);
		assertThat(off.measure(jdbc())).isEqualTo(BackfillPressure.NONE);
		assertThat(alone.measure(jdbc())).isEqualTo(BackfillPressure.NONE);
	}

	private BackfillPressure measure() {
		return this.throttle.measure(jdbc());
	}

	private void request(String uri, long millis) {
		this.registry.timer("http.server.requests", "uri", uri).record(Duration.ofMillis(millis));
	}

	private static JdbcClient jdbc() {
		return JdbcClient.create(new SimpleDriverDataSource());
	}

}
