// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import io.migration.BackfillPressure;
import io.migration.BackfillThrottle;
import io.migration.ThrottleOptions;
import io.migration.database.LoadObserver;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives way while connections are scarce: they are so when those who hold them wait for
 * something.
 */
class ActiveConnectionsThrottle implements BackfillThrottle {

	private final LoadObserver observer;

	private final ThrottleOptions.ActiveConnections options;

	ActiveConnectionsThrottle(LoadObserver observer, ThrottleOptions.ActiveConnections options) {
		this.observer = observer;
		this.options = options;
	}

	@Override
	public String name() {
		return ThrottleNames.ACTIVE_CONNECTIONS;
	}

	@Override
	public BackfillPressure measure(JdbcClient jdbc) {
		LoadObserver.ConnectionUse use = this.observer.connectionUse(jdbc);
		double percentage = 100.0 * use.used() / Math.max(1, use.allowed());
		return new Bounds(this.options.high(), this.options.critical()).of(percentage,
				use.used() + " of " + use.allowed() + " connections are in use");
	}

}
