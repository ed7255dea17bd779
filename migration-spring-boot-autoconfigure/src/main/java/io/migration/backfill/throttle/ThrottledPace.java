// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.migration.BackfillPressure;
import io.migration.BackfillPressure.Level;
import io.migration.BackfillThrottle;
import io.migration.ThrottleOptions;
import io.migration.backfill.BackfillPace;
import io.migration.database.Database;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Asks all throttles that hold for a backfill; the strongest answer counts. While others
 * are at work batches are short and a fixed share of the time is left to them, whatever
 * else is measured: that is what keeps their longest waits short.
 *
 * @since 1.0.0
 */
public final class ThrottledPace implements BackfillPace {

	private final ThrottleOptions options;

	private final ThrottleGauges gauges;

	/**
	 * Create the pace of a worker.
	 * @param database how to look at the server
	 * @param options the bounds
	 * @param own gets the throttles that are no built-in ones, when the first batch is
	 * about to run
	 */
	public ThrottledPace(Database database, ThrottleOptions options, Supplier<? extends List<BackfillThrottle>> own) {
		this(database, options, own, System::nanoTime);
	}

	ThrottledPace(Database database, ThrottleOptions options, Supplier<? extends List<BackfillThrottle>> own,
			LongSupplier clock) {
		this.options = options;
		this.gauges = new ThrottleGauges(database, options, own, clock);
	}

	@Override
	public Pace next(Connection connection, @Nullable String throttle) {
		measure(connection, (gauge) -> !gauge.insideBatch() && ThrottleNames.selects(throttle, gauge.name()));
		BackfillPressure strongest = BackfillPressure.NONE;
		boolean traffic = false;
		for (ThrottleGauge gauge : this.gauges.get()) {
			if (ThrottleNames.selects(throttle, gauge.name())) {
				BackfillPressure said = gauge.pressure();
				strongest = Bounds.stronger(strongest, said);
				traffic |= gauge.name().equals(ThrottleNames.TRAFFIC) && said.level() != Level.NONE;
			}
		}
		return pace(strongest, traffic, rowsPerSecond(throttle));
	}

	private Pace pace(BackfillPressure pressure, boolean traffic, @Nullable Long rowsPerSecond) {
		if (!traffic) {
			return new Pace(pressure, rowsPerSecond);
		}
		ThrottleOptions.Traffic room = this.options.traffic();
		return new Pace(pressure, rowsPerSecond, room.share() / 100.0, room.batchTime());
	}

	private @Nullable Long rowsPerSecond(@Nullable String throttle) {
		boolean bound = this.options.rowsPerSecond() > 0
				&& ThrottleNames.selects(throttle, ThrottleNames.ROWS_PER_SECOND);
		return bound ? this.options.rowsPerSecond() : null;
	}

	@Override
	public void beforeCommit(Connection connection, @Nullable String throttle) throws SQLException {
		Predicate<ThrottleGauge> asked = (gauge) -> gauge.insideBatch()
				&& ThrottleNames.selects(throttle, gauge.name());
		if (this.gauges.get().stream().anyMatch(asked.and(ThrottleGauge::due))) {
			Savepoint savepoint = connection.setSavepoint();
			measure(connection, asked);
			// A query that failed must not cost the batch
			connection.rollback(savepoint);
		}
	}

	private void measure(Connection connection, Predicate<ThrottleGauge> asked) {
		JdbcClient jdbc = null;
		for (ThrottleGauge gauge : this.gauges.get()) {
			if (asked.test(gauge) && gauge.due()) {
				jdbc = (jdbc != null) ? jdbc : JdbcClient.create(new SingleConnectionDataSource(connection, true));
				gauge.measure(jdbc);
			}
		}
	}

}
