// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

import io.migration.BackfillPressure;
import io.migration.BackfillThrottle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one throttle says over time: pressure counts at once, and is over when nothing
 * like it was measured for a while. Without that a backfill that has relieved the
 * database would load it again with the next batch. A throttle that fails says nothing.
 */
class ThrottleGauge {

	static final Duration CALM = Duration.ofSeconds(5);

	static final Duration SAID = Duration.ofSeconds(30);

	private static final Logger logger = LoggerFactory.getLogger(ThrottleGauge.class);

	private final BackfillThrottle throttle;

	private final String name;

	private final LongSupplier clock;

	private BackfillPressure pressure = BackfillPressure.NONE;

	private long measured;

	private long confirmed;

	private long said;

	private boolean asked;

	private boolean failed;

	ThrottleGauge(BackfillThrottle throttle, LongSupplier clock) {
		this.throttle = throttle;
		this.name = throttle.name();
		this.clock = clock;
	}

	String name() {
		return this.name;
	}

	boolean insideBatch() {
		return this.throttle.insideBatch();
	}

	boolean due() {
		return !this.asked || this.clock.getAsLong() - this.measured >= this.throttle.interval().toNanos();
	}

	BackfillPressure pressure() {
		boolean forgotten = insideBatch() && this.clock.getAsLong() - this.measured >= CALM.toNanos();
		return forgotten ? BackfillPressure.NONE : this.pressure;
	}

	void measure(JdbcClient jdbc) {
		BackfillPressure now = ask(jdbc);
		this.measured = this.clock.getAsLong();
		this.asked = true;
		boolean confirms = now.level().compareTo(this.pressure.level()) >= 0;
		if (confirms || this.measured - this.confirmed >= CALM.toNanos()) {
			say(now);
			this.confirmed = this.measured;
		}
	}

	// The figure in a reason changes all the time, and each new reason is written down
	private void say(BackfillPressure now) {
		boolean same = now.level() == this.pressure.level();
		if (!same || this.measured - this.said >= SAID.toNanos()) {
			this.pressure = now;
			this.said = this.measured;
		}
	}

	private BackfillPressure ask(JdbcClient jdbc) {
		try {
			return named(this.throttle.measure(jdbc));
		}
		catch (DataAccessException ex) {
			warn(ex.getMostSpecificCause());
		}
		catch (SQLException | RuntimeException ex) {
			warn(ex);
		}
		return BackfillPressure.NONE;
	}

	private BackfillPressure named(BackfillPressure said) {
		return (said.level() == BackfillPressure.Level.NONE) ? BackfillPressure.NONE
				: new BackfillPressure(said.level(), this.name + ": " + said.reason());
	}

	private void warn(Throwable failure) {
		if (!this.failed) {
			this.failed = true;
			logger.warn("Throttle '{}' of backfills does not work and slows nothing down: {}", this.name,
					String.valueOf(failure.getMessage()));
		}
	}

}
