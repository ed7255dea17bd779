// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

import io.migration.BackfillPressure;
import io.migration.BackfillThrottle;
import io.migration.ThrottleOptions;
import io.migration.database.LoadObserver;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leaves room for others while there are any, whoever they are. The sessions that run at
 * a moment say little, so that they are counted several times in a second and averaged,
 * the last second having most of the weight.
 */
class TrafficThrottle implements BackfillThrottle {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	private static final double MEMORY_NANOS = Duration.ofSeconds(1).toNanos();

	private final LoadObserver observer;

	private final ThrottleOptions.Traffic options;

	private final LongSupplier clock;

	private double average;

	private long last;

	TrafficThrottle(LoadObserver observer, ThrottleOptions.Traffic options, LongSupplier clock) {
		this.observer = observer;
		this.options = options;
		this.clock = clock;
		this.last = clock.getAsLong();
	}

	@Override
	public String name() {
		return ThrottleNames.TRAFFIC;
	}

	@Override
	public Duration interval() {
		return INTERVAL;
	}

	@Override
	public BackfillPressure measure(JdbcClient jdbc) {
		long now = this.clock.getAsLong();
		double weight = Math.min(0.5, 1 - Math.exp((this.last - now) / MEMORY_NANOS));
		this.average += weight * (this.observer.runningSessions(jdbc) - this.average);
		this.last = now;
		return new Bounds(this.options.high(), this.options.critical()).of(this.average,
				String.format(Locale.ROOT, "%.1f sessions of others run on average", this.average));
	}

}
