// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import io.migration.BackfillPressure;
import io.migration.BackfillThrottle;
import io.migration.ThrottleOptions;
import io.migration.database.LoadObserver;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives way while sessions queue up for locks. Looks while the batch holds its own, since
 * afterwards nobody waits for it any more.
 */
class LockWaitsThrottle implements BackfillThrottle {

	private final LoadObserver observer;

	private final ThrottleOptions.LockWaits options;

	LockWaitsThrottle(LoadObserver observer, ThrottleOptions.LockWaits options) {
		this.observer = observer;
		this.options = options;
	}

	@Override
	public String name() {
		return ThrottleNames.LOCK_WAITS;
	}

	@Override
	public boolean insideBatch() {
		return true;
	}

	@Override
	public BackfillPressure measure(JdbcClient jdbc) {
		LoadObserver.LockWaits waits = this.observer.lockWaits(jdbc);
		int others = waits.sessions() - waits.forBackfills();
		int weight = others + ThrottleOptions.LockWaits.WEIGHT * waits.forBackfills();
		return new Bounds(this.options.high(), this.options.critical()).of(weight,
				waits.sessions() + " sessions wait for locks, " + waits.forBackfills() + " of them for a backfill");
	}

}
