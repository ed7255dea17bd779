// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.migration.BackfillThrottle;
import io.migration.ThrottleOptions;
import io.migration.database.Database;
import io.migration.database.LoadObserver;
import org.jspecify.annotations.Nullable;

/**
 * All throttles of a worker, made when they are first needed. One of the application
 * takes the place of the built-in one of the same name.
 */
class ThrottleGauges {

	private final Database database;

	private final ThrottleOptions options;

	private final Supplier<? extends List<BackfillThrottle>> own;

	private final LongSupplier clock;

	private @Nullable List<ThrottleGauge> gauges;

	ThrottleGauges(Database database, ThrottleOptions options, Supplier<? extends List<BackfillThrottle>> own,
			LongSupplier clock) {
		this.database = database;
		this.options = options;
		this.own = own;
		this.clock = clock;
	}

	List<ThrottleGauge> get() {
		List<ThrottleGauge> known = this.gauges;
		if (known == null) {
			known = create();
			this.gauges = known;
		}
		return known;
	}

	private List<ThrottleGauge> create() {
		Map<String, ThrottleGauge> byName = new LinkedHashMap<>();
		builtIn().forEach((throttle) -> byName.put(throttle.name(), new ThrottleGauge(throttle, this.clock)));
		this.own.get().forEach((throttle) -> byName.put(throttle.name(), new ThrottleGauge(throttle, this.clock)));
		return List.copyOf(byName.values());
	}

	private List<BackfillThrottle> builtIn() {
		LoadObserver observer = this.database.loadObserver();
		List<BackfillThrottle> throttles = new ArrayList<>();
		if (this.options.replicationLag().enabled()) {
			throttles.add(new ReplicationLagThrottle(observer, this.options.replicationLag()));
		}
		if (this.options.activeConnections().enabled()) {
			throttles.add(new ActiveConnectionsThrottle(observer, this.options.activeConnections()));
		}
		if (this.options.lockWaits().enabled()) {
			throttles.add(new LockWaitsThrottle(observer, this.options.lockWaits()));
		}
		if (this.options.traffic().enabled()) {
			throttles.add(new TrafficThrottle(observer, this.options.traffic(), this.clock));
		}
		return throttles;
	}

}
