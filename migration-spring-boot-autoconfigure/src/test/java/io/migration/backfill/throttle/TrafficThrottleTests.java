// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.time.Duration;

import io.migration.BackfillPressure;
import io.migration.BackfillPressure.Level;
import io.migration.ThrottleOptions;
import io.migration.database.LoadObserver;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrafficThrottle} with the default bounds.
 */
class TrafficThrottleTests {

	private final SetClock clock = new SetClock();

	private final SeenLoad load = new SeenLoad();

	private final TrafficThrottle throttle = new TrafficThrottle(this.load, ThrottleOptions.DEFAULTS.traffic(),
			this.clock);

	@Test
	void nobodyIsNoTraffic() {
		assertThat(see(0, 0, 0, 0)).isEqualTo(Level.NONE);
	}

	@Test
	void aSessionThatRunsIsTrafficAfterAFewLooks() {
		assertThat(see(1)).isEqualTo(Level.NONE);
		assertThat(see(1, 1)).isEqualTo(Level.HIGH);
	}

	@Test
	void severalSessionsAreTrafficAtOnce() {
		assertThat(see(4)).isEqualTo(Level.HIGH);
	}

	@Test
	void aSingleQueryInASecondIsNone() {
		assertThat(see(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)).isEqualTo(Level.NONE);
	}

	@Test
	void sessionsThatAreSeenInOneOfTwoLooksAreTraffic() {
		assertThat(see(1, 0, 1, 0, 1, 0, 1)).isEqualTo(Level.HIGH);
	}

	@Test
	void trafficIsForgottenWithinSeconds() {
		see(4, 4, 4, 4, 4, 4, 4, 4, 4, 4);
		assertThat(see(new int[20])).isEqualTo(Level.HIGH);
		assertThat(see(new int[10])).isEqualTo(Level.NONE);
	}

	@Test
	void aLookAfterALongPauseIsNotAllThatCounts() {
		this.clock.pass(Duration.ofMinutes(1));
		this.load.running = 1;
		assertThat(measure().reason()).isEqualTo("0.5 sessions of others run on average");
	}

	@Test
	void nothingIsCriticalUnlessABoundIsSet() {
		assertThat(see(1000)).isEqualTo(Level.HIGH);
		ThrottleOptions.Traffic bounded = new ThrottleOptions.Traffic(true, 1, 20, Duration.ofMillis(5), 10);
		this.clock.pass(Duration.ofSeconds(1));
		TrafficThrottle other = new TrafficThrottle(this.load, bounded, this.clock);
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(other.measure(jdbc()).level()).isEqualTo(Level.CRITICAL);
	}

	private Level see(int... running) {
		Level level = Level.NONE;
		for (int sessions : running) {
			this.clock.pass(Duration.ofMillis(100));
			this.load.running = sessions;
			level = measure().level();
		}
		return level;
	}

	private BackfillPressure measure() {
		return this.throttle.measure(jdbc());
	}

	private static JdbcClient jdbc() {
		return JdbcClient.create(new SimpleDriverDataSource());
	}

	/**
	 * What the throttle is told to see.
	 */
	private static final class SeenLoad implements LoadObserver {

		private int running;

		@Override
		public ReplicationLag replicationLag(JdbcClient jdbc) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ConnectionUse connectionUse(JdbcClient jdbc) {
			throw new UnsupportedOperationException();
		}

		@Override
		public LockWaits lockWaits(JdbcClient jdbc) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int runningSessions(JdbcClient jdbc) {
			return this.running;
		}

	}

}
