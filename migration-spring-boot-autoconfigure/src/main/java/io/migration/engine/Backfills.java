// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import javax.sql.DataSource;

import io.migration.MigrationOptions;
import io.migration.backfill.BackfillEvents;
import io.migration.backfill.BackfillPace;
import io.migration.backfill.BackfillReader;
import io.migration.backfill.BackfillRun;
import io.migration.backfill.BackfillRun.Outcome;
import io.migration.backfill.BackfillSession;
import io.migration.backfill.BackfillTask;
import io.migration.database.Database;
import io.migration.execution.ListenerNotifier;
import io.migration.execution.RunStop;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in the backfills of one target. What is left is remembered between calls, so
 * that looking whether somebody resumed one costs a small query. Safe for use by several
 * threads.
 */
class Backfills {

	private static final Duration BEFORE_ANOTHER_LOOK = Duration.ofMillis(200);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private final DataSource dataSource;

	private final MigrationOptions options;

	private final Function<Database, BackfillPace> paces;

	private @Nullable BackfillPace pace;

	private final ListenerNotifier listeners;

	private final AtomicInteger notes = new AtomicInteger();

	private volatile @Nullable Long seen;

	private volatile boolean left;

	private volatile @Nullable OpenBackfills open;

	private volatile @Nullable BackfillEvents report;

	Backfills(DataSource dataSource, MigrationOptions options, Function<Database, BackfillPace> paces,
			ListenerNotifier listeners) {
		this.dataSource = dataSource;
		this.options = options;
		this.paces = paces;
		this.listeners = listeners;
	}

	boolean left() {
		return this.left;
	}

	// What a run has seen or done.
	void noted(boolean seen) {
		this.notes.incrementAndGet();
		this.open = null;
		this.left = this.left || seen;
	}

	/**
	 * Note what a heartbeat has seen, which also finds what others have left. What was
	 * seen before was looked at, and may be nothing for this release.
	 * @param row number of the newest row of one that has not succeeded, {@code null} if
	 * there is none
	 */
	void seen(@Nullable Long row) {
		boolean another = row != null && !row.equals(this.seen);
		this.seen = row;
		if (another) {
			noted(true);
		}
	}

	/**
	 * Take part until nothing can be done.
	 * @param opening finds what is left
	 * @return whether something is left
	 */
	boolean run(Opening opening) {
		Outcome outcome = Outcome.OUTDATED;
		List<BackfillTask> done = List.of();
		while (outcome == Outcome.OUTDATED || outcome == Outcome.DONE) {
			OpenBackfills known = known(opening);
			if (known == null) {
				return true;
			}
			if (known.tasks().isEmpty()) {
				this.open = null;
				return false;
			}
			if (outcome == Outcome.DONE && known.tasks().equals(done)) {
				// Cursors and history contradict each other, which time does not heal
				return true;
			}
			done = known.tasks();
			outcome = run(known);
		}
		return true;
	}

	// None if the process is about to end
	private @Nullable OpenBackfills known(Opening opening) {
		OpenBackfills known = this.open;
		Duration pause = BEFORE_ANOTHER_LOOK;
		while (known == null) {
			int before = this.notes.get();
			known = opening.find().orElse(null);
			if (known != null) {
				// What was noted meanwhile may not have been seen
				this.left = !known.tasks().isEmpty() || this.notes.get() != before;
				this.open = known;
			}
			else if (!pause(pause)) {
				return null;
			}
			pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : LONGEST_PAUSE;
		}
		return known;
	}

	private boolean pause(Duration longest) {
		try (RunStop stop = new RunStop(this.options.stop())) {
			return stop.pause(longest);
		}
	}

	private Outcome run(OpenBackfills known) {
		try (RunStop stop = new RunStop(this.options.stop())) {
			BackfillSession session = new BackfillSession(known.database(), this.options.schema(), known.place(),
					this.options.identity(), this.options.backfill(), this.options.execution().statementTimeout(),
					pace(known.database()), report(known), stop);
			Outcome outcome = new BackfillRun(session, this.dataSource).run(known.tasks());
			if (outcome == Outcome.DONE || outcome == Outcome.OUTDATED) {
				this.open = null;
			}
			if (outcome == Outcome.OUTDATED && !stop.pause(BEFORE_ANOTHER_LOOK)) {
				return Outcome.STOPPED;
			}
			return outcome;
		}
	}

	// It remembers what was measured, across backfills and looks for them
	private synchronized BackfillPace pace(Database database) {
		BackfillPace made = this.pace;
		if (made == null) {
			made = this.paces.apply(database);
			this.pace = made;
		}
		return made;
	}

	// Kept between calls: what it saw before is what it tells changes by
	private BackfillEvents report(OpenBackfills known) {
		BackfillEvents report = this.report;
		if (report == null) {
			BackfillReader reader = new BackfillReader(known.database(), known.place().schema(), known.place().table());
			report = new BackfillReport(reader, this.listeners, this.options.execution().progressInterval(),
					System::nanoTime);
			this.report = report;
		}
		return report;
	}

	/**
	 * Finds what is left.
	 */
	interface Opening {

		/**
		 * Look for it.
		 * @return what is left, nothing at all to look again a little later
		 */
		Optional<OpenBackfills> find();

	}

}
