// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.migration.backfill.BackfillRun.Outcome;
import io.migration.database.BackfillCursor;
import io.migration.database.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * Works on one backfill until it is complete or cannot go on.
 *
 * <table>
 * <caption>State of the cursor and what a worker does</caption>
 * <tr>
 * <td>WAITING</td>
 * <td>begins: finds the key, pass 1</td>
 * </tr>
 * <tr>
 * <td>RUNNING, a range is free</td>
 * <td>runs a batch</td>
 * </tr>
 * <tr>
 * <td>RUNNING, no range is free</td>
 * <td>hands out one</td>
 * </tr>
 * <tr>
 * <td>RUNNING, all handed out, others work</td>
 * <td>waits for them</td>
 * </tr>
 * <tr>
 * <td>RUNNING, the pass is through</td>
 * <td>decides what follows ({@link PassEnd})</td>
 * </tr>
 * <tr>
 * <td>PAUSED, CANCELLED, FAILED</td>
 * <td>nothing</td>
 * </tr>
 * <tr>
 * <td>SUCCEEDED</td>
 * <td>goes on to the next backfill</td>
 * </tr>
 * <tr>
 * <td>gone, or of an earlier run</td>
 * <td>forgets it: it was rolled back</td>
 * </tr>
 * </table>
 */
final class TaskLoop {

	private final BackfillSession session;

	private final BackfillTask task;

	private final WorkerConnection connection;

	private final Deferred deferred = new Deferred();

	private final PassEnd passEnd;

	private final WorkerPauses pauses;

	private final TaskFailures failures;

	private long cursor = -1;

	private @Nullable Speed speed;

	TaskLoop(BackfillSession session, BackfillTask task, WorkerConnection connection) {
		this.session = session;
		this.task = task;
		this.connection = connection;
		this.passEnd = new PassEnd(session, task);
		this.pauses = new WorkerPauses(session.stop(), connection);
		this.failures = new TaskFailures(session, task, connection, this.deferred, this.pauses);
	}

	Outcome run() {
		Outcome outcome = null;
		while (outcome == null && !this.session.stop().isRequested()) {
			outcome = tryStep();
		}
		return (outcome != null) ? outcome : Outcome.STOPPED;
	}

	private @Nullable Outcome tryStep() {
		try {
			Outcome outcome = step(this.connection.get());
			this.failures.none();
			return outcome;
		}
		catch (LocatedFailure ex) {
			this.failures.located(ex, this.cursor);
		}
		catch (BatchFailure ex) {
			this.failures.ofBatch(ex, speed());
		}
		catch (SQLException ex) {
			this.failures.other(ex);
		}
		return null;
	}

	private @Nullable Outcome step(Connection current) throws SQLException, BatchFailure {
		if (this.cursor < 0 && !find(current)) {
			return Outcome.OUTDATED;
		}
		this.session.events().turn(current, this.task);
		if (speed().mustWait(current)) {
			return giveWay(current);
		}
		Batch.Result result = new Batch(this.session, this.task).run(current, this.cursor, this.deferred.ranges());
		BackfillCursor seen = result.cursor();
		if (seen != null) {
			this.session.events().seen(this.task, seen);
		}
		if (result.range() != null) {
			worked(current, Objects.requireNonNull(seen), result);
			return null;
		}
		return (seen != null) ? handOut(current, seen) : Outcome.OUTDATED;
	}

	// A cursor is looked for by what it is for, and known by its number from then on
	private boolean find(Connection current) throws SQLException {
		List<BackfillCursor> cursors = this.session.cursors().read(current, this.session.place().table());
		for (BackfillCursor known : cursors) {
			if (this.task.owns(known)) {
				this.cursor = known.id();
				this.speed = new Speed(this.session, this.task, known);
			}
		}
		return this.cursor >= 0;
	}

	private @Nullable Outcome giveWay(Connection current) throws SQLException {
		BackfillCursor seen = this.session.cursors().find(current, this.cursor);
		if (seen == null) {
			return Outcome.OUTDATED;
		}
		Outcome outcome = outcomeOf(seen);
		if (outcome == null) {
			speed().tell(current, seen);
			this.pauses.rest(Duration.ofSeconds(1));
		}
		return outcome;
	}

	private void worked(Connection current, BackfillCursor seen, Batch.Result result) throws SQLException {
		KeyRange range = Objects.requireNonNull(result.range());
		this.pauses.worked();
		this.session.events().worked(this.task, range.rows(), result.changed(), result.took());
		this.deferred.forget(range.id());
		speed().tell(current, seen);
		Duration pause = speed().learn(range.rows(), result.took());
		if (!pause.isZero()) {
			this.pauses.breathe(pause);
		}
		speed().rested();
	}

	private @Nullable Outcome handOut(Connection current, BackfillCursor seen) throws SQLException {
		Outcome outcome = outcomeOf(seen);
		if (outcome != null) {
			return outcome;
		}
		HandOut.Result result = new HandOut(this.session, this.task).run(current, this.cursor, speed().rows(),
				speed().ranges(), speed().rowsPerSecond());
		BackfillCursor now = result.cursor();
		if (now == null) {
			return Outcome.OUTDATED;
		}
		switch (result.kind()) {
			case LIMITED -> this.pauses.rest(result.freeIn());
			case ENDED -> ended(current, now, result);
			default -> {
			}
		}
		return (result.kind() == HandOut.Kind.NOT_RUNNING) ? outcomeOf(now) : null;
	}

	private void ended(Connection current, BackfillCursor now, HandOut.Result result) throws SQLException {
		boolean waits = Objects.requireNonNull(result.left()).open() > 0
				|| this.passEnd.run(current, now, result.left());
		if (waits) {
			this.pauses.idle(this.deferred.next());
		}
		else {
			this.pauses.worked();
		}
	}

	private @Nullable Outcome outcomeOf(BackfillCursor seen) {
		return switch (seen.state()) {
			case SUCCEEDED -> Outcome.DONE;
			case CANCELLED -> Outcome.CANCELLED;
			case PAUSED, FAILED -> Outcome.HELD_UP;
			case WAITING, RUNNING -> this.task.hasTextOf(seen) ? null : Outcome.HELD_UP;
		};
	}

	private Speed speed() {
		return Objects.requireNonNull(this.speed);
	}

}
