// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.migration.ExecutionOptions;
import io.migration.StepId;
import io.migration.database.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a segment that other sessions made fail is tried again: with
 * exponential back-off and jitter until the budget is used up. Nothing of the failed
 * attempt remains when it is asked.
 */
final class Retries {

	private static final Logger logger = LoggerFactory.getLogger(Retries.class);

	private final ExecutionSession session;

	private final StepId step;

	private final Instant deadline;

	private Duration delay;

	Retries(ExecutionSession session, StepId step) {
		ExecutionOptions options = session.options();
		this.session = session;
		this.step = step;
		this.deadline = Instant.now().plus(options.retryBudget());
		this.delay = options.retryInitialDelay();
	}

	/**
	 * Wait for the next attempt.
	 * @param failure what went wrong
	 * @return whether there is a next attempt
	 */
	boolean next(StatementFailure failure) {
		FailureKind kind = this.session.database().failures().kind(failure.failure());
		long pause = ThreadLocalRandom.current().nextLong(this.delay.toMillis() / 2, this.delay.toMillis() + 1);
		if (this.session.stop().isRequested() || !kind.isRetryable()
				|| Instant.now().plusMillis(pause).isAfter(this.deadline)) {
			return false;
		}
		logger.warn("Migration {} was rolled back and is tried again in {} ms, until {}: {}{}", this.step, pause,
				this.deadline, this.session.database().failures().message(failure.failure()), blockersOf(failure));
		this.delay = min(this.delay.multipliedBy(2), this.session.options().retryMaxDelay());
		return this.session.stop().pause(Duration.ofMillis(pause));
	}

	/**
	 * Name the sessions that hold locks on the tables of the statement.
	 * @param failure what went wrong
	 * @return a sentence to append, empty if there are none
	 */
	String blockersOf(StatementFailure failure) {
		Segment.Numbered numbered = failure.statement();
		if (numbered == null || !this.session.database().failures().kind(failure.failure()).isRetryable()) {
			return "";
		}
		try {
			List<String> holders = this.session.database()
				.lockObserver()
				.holders(this.session.connection(), numbered.statement().sql());
			return holders.isEmpty() ? "" : "; locks are held by " + String.join("; ", holders);
		}
		catch (SQLException ex) {
			logger.debug("The sessions that hold locks could not be read", ex);
			return "";
		}
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
