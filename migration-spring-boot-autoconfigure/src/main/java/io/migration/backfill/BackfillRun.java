// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in backfills, one after the other, until none is left or the first of them
 * cannot go on. A later one may rely on what an earlier one did.
 *
 * @since 1.0.0
 */
public final class BackfillRun {

	private static final Logger logger = LoggerFactory.getLogger(BackfillRun.class);

	private final BackfillSession session;

	private final DataSource dataSource;

	/**
	 * Create a run.
	 * @param session what it works with
	 * @param dataSource where its connection comes from
	 */
	public BackfillRun(BackfillSession session, DataSource dataSource) {
		this.session = session;
		this.dataSource = dataSource;
	}

	/**
	 * Take part in backfills.
	 * @param tasks the backfills, in their order, whose cursors exist
	 * @return how it ended
	 */
	public Outcome run(List<BackfillTask> tasks) {
		try (WorkerConnection connection = new WorkerConnection(this.dataSource, this.session.database(),
				this.session.stop())) {
			Set<String> cancelled = new HashSet<>();
			for (BackfillTask task : tasks) {
				Outcome outcome = cancelled.contains(task.version()) ? Outcome.CANCELLED : run(task, connection);
				if (outcome == Outcome.CANCELLED) {
					cancelled.add(task.version());
				}
				else if (outcome != Outcome.DONE) {
					return outcome;
				}
			}
			return cancelled.isEmpty() ? Outcome.DONE : Outcome.HELD_UP;
		}
	}

	private Outcome run(BackfillTask task, WorkerConnection connection) {
		Outcome outcome = new TaskLoop(this.session, task, connection).run();
		logger.debug("{}: {}", task.title(), outcome);
		return outcome;
	}

	/**
	 * How it ended.
	 */
	public enum Outcome {

		/**
		 * All are complete.
		 */
		DONE,

		/**
		 * The next one is paused or has failed, or all that is left was ended by
		 * somebody.
		 */
		HELD_UP,

		/**
		 * Somebody has ended it. Holds up the other ones of its migration only.
		 */
		CANCELLED,

		/**
		 * What was known of them holds no longer.
		 */
		OUTDATED,

		/**
		 * The process is about to end.
		 */
		STOPPED

	}

	// How long a worker waits for others before it looks again.
	static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
