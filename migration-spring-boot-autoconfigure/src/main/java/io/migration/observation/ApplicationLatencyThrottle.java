// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.migration.BackfillPressure;
import io.migration.BackfillThrottle;
import io.migration.ThrottleOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes backfills give way while requests to this application take long: by the mean of
 * those that ended since the last look, and by a new longest one. Sends no query.
 *
 * @since 1.0.0
 */
public final class ApplicationLatencyThrottle implements BackfillThrottle {

	private static final String REQUESTS = "http.server.requests";

	private final Supplier<? extends @Nullable MeterRegistry> registry;

	private final ThrottleOptions.ApplicationLatency options;

	private final Map<Meter.Id, Double> longest = new HashMap<>();

	private long count = -1;

	private double total;

	/**
	 * Create the throttle.
	 * @param registry gets the registry in which requests are timed, {@code null} if
	 * there is none; not asked before a backfill runs
	 * @param options the bounds
	 */
	public ApplicationLatencyThrottle(Supplier<? extends @Nullable MeterRegistry> registry,
			ThrottleOptions.ApplicationLatency options) {
		this.registry = registry;
		this.options = options;
	}

	@Override
	public String name() {
		return "application-latency";
	}

	@Override
	public BackfillPressure measure(JdbcClient jdbc) {
		MeterRegistry meters = this.options.enabled() ? this.registry.get() : null;
		return (meters != null) ? measure(meters) : BackfillPressure.NONE;
	}

	private BackfillPressure measure(MeterRegistry meters) {
		long before = this.count;
		double totalBefore = this.total;
		double max = look(meters);
		if (before < 0 || this.count <= before) {
			return BackfillPressure.NONE;
		}
		double mean = (this.total - totalBefore) / (this.count - before);
		BackfillPressure byMean = pressure(mean, this.options.high(), this.options.critical(), "on average");
		BackfillPressure byMax = pressure(max, this.options.highMax(), this.options.criticalMax(), "at most");
		return (byMax.level().compareTo(byMean.level()) > 0) ? byMax : byMean;
	}

	// A timer keeps its greatest value for minutes: only a greater one than before is new
	private double look(MeterRegistry meters) {
		this.count = 0;
		this.total = 0;
		double greatest = 0;
		for (Timer timer : meters.find(REQUESTS).timers()) {
			this.count += timer.count();
			this.total += timer.totalTime(TimeUnit.MILLISECONDS);
			double max = timer.max(TimeUnit.MILLISECONDS);
			Double known = this.longest.put(timer.getId(), max);
			if (known == null || max > known) {
				greatest = Math.max(greatest, max);
			}
		}
		return greatest;
	}

	private static BackfillPressure pressure(double millis, Duration high, Duration critical, String which) {
		String reason = "requests take " + Math.round(millis) + " ms " + which;
		if (!critical.isZero() && millis >= critical.toMillis()) {
			return BackfillPressure.critical(reason);
		}
		return (!high.isZero() && millis >= high.toMillis()) ? BackfillPressure.high(reason) : BackfillPressure.NONE;
	}

}
