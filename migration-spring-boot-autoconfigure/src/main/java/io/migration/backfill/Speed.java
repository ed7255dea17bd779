// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import io.migration.BackfillPressure.Level;
import io.migration.backfill.BackfillPace.Pace;
import io.migration.database.BackfillCursor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast a worker goes: the size of its batches, and what throttles say.
 */
final class Speed {

	private static final Logger logger = LoggerFactory.getLogger(Speed.class);

	private static final Duration HANDED_OUT = Duration.ofMillis(100);

	private final BackfillSession session;

	private final BackfillTask task;

	private final BatchSize size;

	private Pace pace = Pace.GO;

	private long rested = System.nanoTime();

	Speed(BackfillSession session, BackfillTask task, BackfillCursor cursor) {
		this.session = session;
		this.task = task;
		Integer last = cursor.walk().batchSize();
		Integer written = task.options().batch();
		Integer first = (written != null) ? written : Integer.valueOf(session.settings().batchSize());
		this.size = new BatchSize((last != null) ? last : first);
	}

	/**
	 * Ask throttles.
	 * @return whether there must be no batch
	 */
	boolean mustWait(Connection connection) throws SQLException {
		this.pace = this.session.pace().next(connection, this.task.options().throttle());
		this.size.aim(this.pace.batchTime(this.session.settings().targetTime()));
		return this.pace.pressure().level() == Level.CRITICAL;
	}

	int rows() {
		return this.size.rows();
	}

	// To hand out one costs more than a small batch; but what is handed out keeps its
	// size
	int ranges() {
		long batch = this.pace.batchTime(this.session.settings().targetTime()).toMillis();
		return (int) Math.max(1, HANDED_OUT.toMillis() / Math.max(1, batch));
	}

	@Nullable Long rowsPerSecond() {
		return this.pace.rowsPerSecond();
	}

	void halve() {
		this.size.halve();
	}

	/**
	 * Learn from a batch.
	 * @return how long to pause behind it
	 */
	Duration learn(int rows, Duration took) {
		this.size.learn(rows, took);
		return this.pace.pauseAfter(Duration.ofNanos(System.nanoTime() - this.rested));
	}

	// What is done between batches is work, too.
	void rested() {
		this.rested = System.nanoTime();
	}

	// Others are told by the cursor.
	void tell(Connection connection, BackfillCursor seen) throws SQLException {
		String reason = (this.pace.pressure().level() != Level.NONE) ? this.pace.pressure().reason() : null;
		if (!Objects.equals(reason, seen.throttledBy())) {
			this.session.cursors().throttled(connection, seen.id(), reason);
			log(reason, seen.throttledBy());
		}
	}

	// What was measured differs each time
	private void log(@Nullable String reason, @Nullable String before) {
		if ((reason == null) != (before == null)) {
			logger.info("{} {}", this.task.title(),
					(reason != null) ? "gives way: " + reason : "goes on at full speed");
		}
	}

}
