// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.BatchRun;
import io.migration.backfill.BackfillEvents;
import io.migration.backfill.BackfillFigures;
import io.migration.backfill.BackfillReader;
import io.migration.backfill.BackfillTask;
import io.migration.database.BackfillCursor;
import io.migration.execution.ListenerNotifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells log and listeners what a worker does: when something begins, stops or goes on,
 * and every few seconds how far it is by the work of all instances. What happens in a
 * transaction is told with the next turn, if the cursor says that it happened.
 */
class BackfillReport implements BackfillEvents {

	private static final Logger logger = LoggerFactory.getLogger(BackfillReport.class);

	private final BackfillReader reader;

	private final ListenerNotifier listeners;

	private final Duration interval;

	private final LongSupplier nanoTime;

	private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

	private volatile @Nullable BackfillTask begun;

	private volatile @Nullable BackfillTask ended;

	private volatile @Nullable Long nextReport;

	BackfillReport(BackfillReader reader, ListenerNotifier listeners, Duration interval, LongSupplier nanoTime) {
		this.reader = reader;
		this.listeners = listeners;
		this.interval = interval;
		this.nanoTime = nanoTime;
	}

	@Override
	public void turn(Connection connection, BackfillTask task) {
		BackfillTask begins = this.begun;
		if (begins != null) {
			this.begun = null;
			tell(connection, begins, (status) -> begun(begins, status));
		}
		BackfillTask ends = this.ended;
		if (ends != null) {
			this.ended = null;
			tell(connection, ends, this::ended);
		}
		Long next = this.nextReport;
		if (next != null && this.nanoTime.getAsLong() - next >= 0) {
			reportAgain();
			tell(connection, task, (status) -> progress(task, status));
		}
	}

	private void tell(Connection connection, BackfillTask task, Consumer<BackfillStatus> event) {
		try {
			BackfillStatus status = this.reader.read(connection).get(task.historyId());
			if (status != null) {
				event.accept(status);
			}
		}
		catch (SQLException ex) {
			logger.debug("{}: how far it is could not be read", task.title(), ex);
		}
	}

	private void begun(BackfillTask task, BackfillStatus status) {
		if (status.pass() > 0) {
			Long estimated = status.estimatedRows();
			logger.info("{} begins: table {}, {} rows", task.title(), status.table(),
					(estimated != null) ? "about " + BackfillFigures.number(estimated) : "an unknown number of");
			this.listeners.backfillBegun(status);
		}
	}

	private void ended(BackfillStatus status) {
		if (status.state() == BackfillState.SUCCEEDED || status.state() == BackfillState.FAILED) {
			this.nextReport = null;
			this.listeners.backfillEnded(status);
		}
	}

	private void progress(BackfillTask task, BackfillStatus status) {
		if (status.state() == BackfillState.RUNNING) {
			logger.info("{}: {}", task.title(), BackfillFigures.sentence(status));
			this.listeners.backfillProgress(status);
		}
	}

	@Override
	public void seen(BackfillTask task, BackfillCursor cursor) {
		Seen now = new Seen(cursor.state(), cursor.rowLimit());
		Seen before = this.seen.put(cursor.id(), now);
		if (before == null || before.equals(now)) {
			return;
		}
		if (before.state() != now.state()) {
			changed(task, before.state(), now.state());
		}
		if (!Objects.equals(before.limit(), now.limit())) {
			logger.info("{}: {}", task.title(), BackfillFigures.limit(now.limit()));
		}
	}

	// Begin, end and failure are told by whoever brings them about
	private static void changed(BackfillTask task, BackfillState before, BackfillState now) {
		if (now == BackfillState.PAUSED || now == BackfillState.CANCELLED) {
			logger.info("{} is {}", task.title(), (now == BackfillState.PAUSED) ? "paused" : "cancelled");
		}
		else if (now == BackfillState.RUNNING && before != BackfillState.WAITING) {
			logger.info("{} goes on", task.title());
		}
	}

	@Override
	public void beginning(BackfillTask task) {
		this.begun = task;
	}

	@Override
	public void worked(BackfillTask task, long rows, long changed, Duration took) {
		if (this.nextReport == null) {
			reportAgain();
		}
		this.listeners.backfillBatch(new BatchRun(task.version(), task.step().name(), rows, changed, took));
	}

	private void reportAgain() {
		this.nextReport = this.nanoTime.getAsLong() + this.interval.toNanos();
	}

	@Override
	public void ending(BackfillTask task) {
		this.ended = task;
	}

	/**
	 * What was seen last of a backfill.
	 *
	 * @param state its state
	 * @param limit most rows per second, {@code null} for no limit
	 */
	private record Seen(BackfillState state, @Nullable Long limit) {

	}

}
