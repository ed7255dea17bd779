// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.migration.backfill.BackfillRun.Outcome;
import io.migration.database.BackfillCursor;
import io.migration.database.FailureKind;
import io.migration.database.KeyRange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

	private static final Logger logger = LoggerFactory.getLogger(TaskLoop.class);

	private static final Duration FOR_OTHERS = Duration.ofMillis(50);

	private static final Duration SHORT = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private final BackfillSession session;

	private final BackfillTask task;

	private final WorkerConnection connection;

	private final Deferred deferred = new Deferred();

	private final PassEnd passEnd;

	private final Trouble trouble;

	private long cursor = -1;

	private @Nullable Speed speed;

	private Duration idle = FOR_OTHERS;

	TaskLoop(BackfillSession session, BackfillTask task, WorkerConnection connection) {
		this.session = session;
		this.task = task;
		this.connection = connection;
		this.passEnd = new PassEnd(session, task);
		this.trouble = new Trouble(session, task);
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
			Connection current = this.connection.get();
			Outcome outcome = step(current);
			this.trouble.isOver();
			return outcome;
		}
		catch (LocatedFailure ex) {
			troubled(ex);
		}
		catch (BatchFailure ex) {
			failed(ex);
		}
		catch (SQLException ex) {
			troubled(ex);
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
		BackfillCursor seen = look(current);
		if (seen == null) {
			return Outcome.OUTDATED;
		}
		Outcome outcome = outcomeOf(seen);
		if (outcome == null) {
			speed().tell(current, seen);
			rest(Duration.ofSeconds(1));
		}
		return outcome;
	}

	private @Nullable BackfillCursor look(Connection current) throws SQLException {
		return this.session.cursors()
			.read(current, this.session.place().table())
			.stream()
			.filter((known) -> known.id() == this.cursor)
			.findFirst()
			.orElse(null);
	}

	private void worked(Connection current, BackfillCursor seen, Batch.Result result) throws SQLException {
		KeyRange range = Objects.requireNonNull(result.range());
		this.idle = FOR_OTHERS;
		this.session.events().worked(this.task, range.rows(), result.changed(), result.took());
		this.deferred.forget(range.id());
		speed().tell(current, seen);
		Duration pause = speed().learn(range.rows(), result.took());
		if (!pause.isZero()) {
			breathe(BackfillRun.shorter(pause, LONGEST));
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
			case LIMITED -> rest(BackfillRun.shorter(result.freeIn(), LONGEST));
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
			Duration next = this.deferred.next();
			rest((next != null) ? BackfillRun.shorter(next, this.idle) : this.idle);
			this.idle = BackfillRun.shorter(this.idle.multipliedBy(2), LONGEST);
		}
		else {
			this.idle = FOR_OTHERS;
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

	private void failed(BatchFailure failure) {
		if (this.session.stop().isForced()) {
			return;
		}
		FailedBatch batch = new FailedBatch(this.session, this.task, failure);
		Duration pause = this.deferred.defer(failure.range().id());
		logger.warn("{}: a batch was rolled back and is tried again in {} ms: {}", this.task.title(), pause.toMillis(),
				batch.message());
		if (batch.lostConnection()) {
			this.connection.close();
			rest(pause);
			return;
		}
		if (batch.asksForSmallerOnes()) {
			speed().halve();
		}
		try {
			if (batch.settle(this.connection.get())) {
				this.deferred.forget(failure.range().id());
			}
		}
		catch (SQLException ex) {
			troubled(ex);
		}
	}

	private void troubled(LocatedFailure failure) {
		if (this.session.stop().isRequested() || !this.trouble.isLasting(failure)) {
			troubled(failure.failure());
			return;
		}
		try {
			this.trouble.end(this.connection.get(), this.cursor, failure);
		}
		catch (SQLException ex) {
			troubled(ex);
		}
	}

	private void troubled(SQLException failure) {
		if (!this.session.stop().isRequested()) {
			FailureKind kind = this.session.database().failures().kind(failure);
			String message = this.session.database().failures().message(failure);
			if (kind == FailureKind.LOCK_TIMEOUT) {
				logger.debug("{} waits: {}", this.task.title(), message);
			}
			else {
				logger.warn("{} could not go on and tries again: {}", this.task.title(), message);
			}
		}
		this.connection.close();
		rest(this.idle);
		this.idle = BackfillRun.shorter(this.idle.multipliedBy(2), LONGEST);
	}

	private Speed speed() {
		return Objects.requireNonNull(this.speed);
	}

	// Without a pool a connection costs others more than a short pause gives them
	private void breathe(Duration pause) {
		if (pause.compareTo(SHORT) > 0) {
			this.connection.close();
		}
		this.session.stop().pause(pause);
	}

	// Nobody waits on a connection
	private void rest(Duration longest) {
		if (longest.compareTo(FOR_OTHERS) > 0) {
			this.connection.close();
		}
		this.session.stop().pause(longest);
	}

}
