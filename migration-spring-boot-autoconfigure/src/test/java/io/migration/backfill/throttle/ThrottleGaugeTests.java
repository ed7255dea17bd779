// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.sql.SQLException;
import java.time.Duration;

import io.migration.BackfillPressure;
import io.migration.BackfillThrottle;
import io.migration.testing.LogCapture;
import io.migration.testing.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ThrottleGauge}.
 */
class ThrottleGaugeTests {

	private static final BackfillPressure HIGH = new BackfillPressure(BackfillPressure.Level.HIGH, "test: much");

	private static final BackfillPressure CRITICAL = new BackfillPressure(BackfillPressure.Level.CRITICAL,
			"test: too much");

	private final JdbcClient jdbc = JdbcClient.create(PostgresServer.newDatabase().dataSource());

	private final SetClock clock = new SetClock();

	private final SaidThrottle throttle = new SaidThrottle();

	private final ThrottleGauge gauge = new ThrottleGauge(this.throttle, this.clock);

	@Test
	void answerHoldsForItsInterval() {
		assertThat(this.gauge.due()).isTrue();
		this.gauge.measure(this.jdbc);
		this.clock.pass(Duration.ofMillis(999));
		assertThat(this.gauge.due()).isFalse();
		this.clock.pass(Duration.ofMillis(1));
		assertThat(this.gauge.due()).isTrue();
	}

	@Test
	void pressureCountsAtOnce() {
		assertThat(pressure(BackfillPressure.high("much"))).isEqualTo(HIGH);
		assertThat(pressure(BackfillPressure.critical("too much"))).isEqualTo(CRITICAL);
	}

	@Test
	void pressureIsOverOnlyAfterACalmWhile() {
		pressure(BackfillPressure.high("much"));
		for (int i = 0; i < 4; i++) {
			this.clock.pass(Duration.ofSeconds(1));
			assertThat(pressure(BackfillPressure.NONE)).isEqualTo(HIGH);
		}
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(pressure(BackfillPressure.NONE)).isEqualTo(BackfillPressure.NONE);
	}

	@Test
	void aRelapseBeginsTheCalmWhileAnew() {
		pressure(BackfillPressure.critical("too much"));
		this.clock.pass(Duration.ofSeconds(4));
		pressure(BackfillPressure.critical("too much"));
		this.clock.pass(Duration.ofSeconds(4));
		assertThat(pressure(BackfillPressure.high("much"))).isEqualTo(CRITICAL);
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(pressure(BackfillPressure.high("much"))).isEqualTo(HIGH);
	}

	@Test
	void reasonIsSaidAnewNowAndThen() {
		pressure(BackfillPressure.high("1 waits"));
		this.clock.pass(Duration.ofSeconds(29));
		assertThat(pressure(BackfillPressure.high("2 wait")).reason()).isEqualTo("test: 1 waits");
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(pressure(BackfillPressure.high("3 wait")).reason()).isEqualTo("test: 3 wait");
	}

	@Test
	void pressureSeenInABatchIsForgottenWhileThereIsNone() {
		this.throttle.inside = true;
		pressure(BackfillPressure.critical("too much"));
		this.clock.pass(ThrottleGauge.CALM.minusMillis(1));
		assertThat(this.gauge.pressure()).isEqualTo(CRITICAL);
		this.clock.pass(Duration.ofMillis(1));
		assertThat(this.gauge.pressure()).isEqualTo(BackfillPressure.NONE);
	}

	@Test
	void throttleThatFailsIsLoggedOnceAndSaysNothing() {
		try (LogCapture log = LogCapture.start()) {
			assertThat(pressure(null)).isEqualTo(BackfillPressure.NONE);
			assertThat(pressure(null)).isEqualTo(BackfillPressure.NONE);
			assertThat(log.messages())
				.containsExactly("Throttle 'test' of backfills does not work and slows nothing down: no answer");
		}
	}

	private BackfillPressure pressure(@Nullable BackfillPressure said) {
		this.throttle.said = said;
		this.gauge.measure(this.jdbc);
		return this.gauge.pressure();
	}

	private static final class SaidThrottle implements BackfillThrottle {

		private @Nullable BackfillPressure said = BackfillPressure.NONE;

		private boolean inside;

		@Override
		public String name() {
			return "test";
		}

		@Override
		public boolean insideBatch() {
			return this.inside;
		}

		@Override
		public BackfillPressure measure(JdbcClient jdbc) throws SQLException {
			BackfillPressure answer = this.said;
			if (answer == null) {
				throw new SQLException("no answer");
			}
			return answer;
		}

	}

}
