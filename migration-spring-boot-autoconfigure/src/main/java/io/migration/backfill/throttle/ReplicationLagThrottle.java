// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.sql.SQLException;
import java.time.Duration;

import io.migration.BackfillPressure;
import io.migration.BackfillThrottle;
import io.migration.ThrottleOptions;
import io.migration.database.LoadObserver;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/**
 * Gives way to standbys that cannot follow.
 */
class ReplicationLagThrottle implements BackfillThrottle {

	private final LoadObserver observer;

	private final ThrottleOptions.ReplicationLag options;

	ReplicationLagThrottle(LoadObserver observer, ThrottleOptions.ReplicationLag options) {
		this.observer = observer;
		this.options = options;
	}

	@Override
	public String name() {
		return ThrottleNames.REPLICATION_LAG;
	}

	@Override
	public BackfillPressure measure(JdbcClient jdbc) throws SQLException {
		LoadObserver.ReplicationLag lag = this.observer.replicationLag(jdbc);
		if (lag.hidden() > 0) {
			throw new SQLException("the role may not see how far " + lag.hidden()
					+ " standbys are; grant it pg_read_all_stats, or switch this throttle off");
		}
		return Bounds.stronger(time(lag.time()), size(lag.bytes()));
	}

	private BackfillPressure time(Duration lag) {
		return new Bounds(this.options.high().toMillis(), this.options.critical().toMillis()).of(lag.toMillis(),
				"a standby is " + lag.toMillis() + " ms behind");
	}

	private BackfillPressure size(long lag) {
		return new Bounds(this.options.highSize().toBytes(), this.options.criticalSize().toBytes()).of(lag,
				"a standby is " + DataSize.ofBytes(lag).toMegabytes() + " MB behind");
	}

}
