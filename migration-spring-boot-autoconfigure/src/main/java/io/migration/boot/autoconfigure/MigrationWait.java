// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.MigrationStoppedException;
import io.migration.StopSignal;
import io.migration.TargetUnusableException;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until another process has migrated the database. Only ever asks: takes no lock,
 * writes nothing, and holds a connection for the time of a question only.
 *
 * <table>
 * <caption>What is done about what a question finds</caption>
 * <tr>
 * <td>nothing is missing</td>
 * <td>go on</td>
 * </tr>
 * <tr>
 * <td>a migration is pending, running, failed, in doubt or half undone</td>
 * <td>wait: who migrates may try again</td>
 * </tr>
 * <tr>
 * <td>scripts and history contradict each other</td>
 * <td>fail: that does not pass</td>
 * </tr>
 * <tr>
 * <td>the server does not answer</td>
 * <td>fail at the first question, wait at later ones</td>
 * </tr>
 * </table>
 */
class MigrationWait {

	private static final Logger logger = LoggerFactory.getLogger(MigrationWait.class);

	private static final Set<Reason> PASSING = EnumSet.of(Reason.PENDING, Reason.FAILED, Reason.IN_DOUBT,
			Reason.HALF_UNDONE);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private final MigrationEngine engine;

	private final StopSignal stop;

	private final Duration timeout;

	private final Duration reportInterval;

	private final WaitListener listener;

	MigrationWait(MigrationEngine engine, StopSignal stop, Duration timeout, Duration reportInterval,
			WaitListener listener) {
		this.engine = engine;
		this.stop = stop;
		this.timeout = timeout;
		this.reportInterval = reportInterval;
		this.listener = listener;
	}

	/**
	 * Wait.
	 * @throws WaitTimeoutException if nothing went on for too long
	 * @throws MigrationStoppedException if the process was asked to end
	 * @throws MigrationException if waiting would be of no use
	 */
	void run() {
		Thread waiting = Thread.currentThread();
		try (StopSignal.Run run = this.stop.begin(waiting::interrupt)) {
			MigrationException obstacle = obstacle(true);
			if (obstacle != null) {
				await(obstacle);
			}
		}
	}

	private void await(MigrationException first) {
		Instant start = Instant.now();
		Instant deadline = start.plus(this.timeout);
		Instant report = start;
		WaitProgress progress = WaitProgress.NONE;
		Duration pause = FIRST_PAUSE;
		for (MigrationException obstacle = first; obstacle != null; obstacle = obstacle(false)) {
			Instant now = Instant.now();
			if (!now.isBefore(report) || now.isAfter(deadline)) {
				WaitProgress seen = WaitProgress.read(this.engine);
				deadline = seen.equals(progress) ? deadline : now.plus(this.timeout);
				progress = seen;
				report = now.plus(this.reportInterval);
				report(Duration.between(start, now), progress);
			}
			if (now.isAfter(deadline)) {
				throw new WaitTimeoutException(Duration.between(start, now), this.timeout, progress, obstacle);
			}
			pause(pause);
			pause = longer(pause);
		}
		logger.info("Another process has migrated the database within {} s",
				Duration.between(start, Instant.now()).toSeconds());
	}

	private @Nullable MigrationException obstacle(boolean first) {
		try {
			this.engine.validate();
			return null;
		}
		catch (ValidationFailedException ex) {
			if (!ex.problems().stream().allMatch((problem) -> PASSING.contains(problem.reason()))) {
				throw ex;
			}
			return ex;
		}
		catch (TargetUnusableException ex) {
			if (first || !isOutage(ex.reason())) {
				throw ex;
			}
			return ex;
		}
	}

	private static boolean isOutage(TargetUnusableException.Reason reason) {
		return reason == TargetUnusableException.Reason.UNREACHABLE
				|| reason == TargetUnusableException.Reason.CONNECTION_LOST;
	}

	private void report(Duration waited, WaitProgress progress) {
		logger.info("Waiting for another process to migrate for {} s; {}", waited.toSeconds(), progress.description());
		this.listener.waiting(progress.step());
	}

	private void pause(Duration pause) {
		try {
			if (!this.stop.pause(pause)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new MigrationStoppedException(
				"Waiting for another process to migrate was stopped, because the process was asked to end.",
				"This instance did not change the database.");
	}

	private static Duration longer(Duration pause) {
		Duration doubled = pause.multipliedBy(2);
		return (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

}
