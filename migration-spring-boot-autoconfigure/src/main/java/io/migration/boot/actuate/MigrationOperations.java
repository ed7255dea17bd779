// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.boot.actuate.OperationRejectedException.Reason;
import io.migration.sql.NearestWord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;

/**
 * Runs what is asked for at the endpoint, one operation at a time on each target, and
 * what steers backfills beside it. An operation has a thread of its own, since it may
 * outlast the request, and goes on when the caller has left.
 */
class MigrationOperations implements DisposableBean {

	/**
	 * How long a caller waits for the end.
	 */
	static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

	/**
	 * How long a shutdown waits for what still runs.
	 */
	static final Duration STOP_WITHIN = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(MigrationOperations.class);

	private final Map<String, OperatedTarget> targets = new LinkedHashMap<>();

	private final Settings settings;

	MigrationOperations(Collection<MigrationEngine> engines, Settings settings) {
		engines.forEach((engine) -> this.targets.put(engine.target(), new OperatedTarget(engine)));
		this.settings = settings;
	}

	/**
	 * Begin an operation and wait a while for its end.
	 * @param target name of the target
	 * @param name name of the operation
	 * @param options its options
	 * @param requestedBy who asks for it, {@code null} if unknown
	 * @return the operation, which may have ended
	 * @throws OperationRejectedException if it was not begun
	 */
	OperationRun run(String target, String name, Map<String, ? extends @Nullable Object> options,
			@Nullable String requestedBy) {
		OperatedTarget operated = this.targets.get(target);
		if (operated == null) {
			throw unknownTarget(target);
		}
		EndpointOperation operation = EndpointOperation.of(name);
		requireGranted(operation);
		OperationWork work = operation.prepare(new OperationCall(OperationOptions.of(operation, options), requestedBy,
				this.settings.baselineDescription()));
		OperationRun run = new OperationRun(UUID.randomUUID().toString(), target, operation, requestedBy,
				Instant.now());
		OperationSlot slot = operated.slotFor(operation);
		slot.begin(run);
		start(slot, run, () -> work.run(operated.engine()));
		await(run, this.settings.answerWithin());
		return run;
	}

	private OperationRejectedException unknownTarget(String target) {
		String nearest = NearestWord.to(target, this.targets.keySet());
		return new OperationRejectedException(Reason.NOT_FOUND, "There is no target '" + target + "'.",
				(nearest != null) ? "Did you mean '" + nearest + "'?"
						: "Use one of: " + String.join(", ", this.targets.keySet()) + ".");
	}

	private void requireGranted(EndpointOperation operation) {
		if (operation == EndpointOperation.ROLLBACK && !this.settings.rollback()) {
			throw new OperationRejectedException(Reason.NOT_GRANTED,
					"Migrations cannot be rolled back at the endpoint of this application.",
					"Set migration.endpoint.rollback=true, or use the command rollback.");
		}
	}

	private void start(OperationSlot slot, OperationRun run, Work work) {
		Thread thread = new Thread(() -> execute(slot, run, work), "migration-operation-" + run.target());
		thread.setDaemon(true);
		try {
			thread.start();
		}
		catch (OutOfMemoryError ex) {
			// No thread is to be had, which must not keep the slot for ever
			slot.end(run, OperationOutcome.failed(Duration.ZERO, ex));
		}
	}

	private void execute(OperationSlot slot, OperationRun run, Work work) {
		logger.info("Operation '{}' of target '{}' begins, asked for at the endpoint by {}, run {}", run.operation(),
				run.target(), LogName.of(run.requestedBy()), run.id());
		OperationOutcome outcome = outcome(run, work);
		logger.info("Operation '{}' of target '{}' {} after {} ms, run {}", run.operation(), run.target(),
				(outcome.failure() != null) ? "failed" : "ended", outcome.duration().toMillis(), run.id());
		slot.end(run, outcome);
	}

	private OperationOutcome outcome(OperationRun run, Work work) {
		long start = System.nanoTime();
		try {
			OperationResult result = work.run();
			return OperationOutcome.succeeded(Duration.ofNanos(System.nanoTime() - start), result);
		}
		catch (Throwable ex) {
			logFailure(run, ex);
			return OperationOutcome.failed(Duration.ofNanos(System.nanoTime() - start), ex);
		}
	}

	private void logFailure(OperationRun run, Throwable failure) {
		// The advice may show rows that a check returned, which do not belong into a log
		if (failure instanceof MigrationException known) {
			logger.warn("Operation '{}' of target '{}' was not done: {} {}", run.operation(), run.target(),
					known.description(), known.databaseState());
		}
		else {
			logger.error("Operation '{}' of target '{}' failed", run.operation(), run.target(), failure);
		}
	}

	private boolean await(OperationRun run, Duration longest) {
		try {
			return run.await(longest);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Find an operation that was begun.
	 * @param target name of the target
	 * @param id which one
	 * @return the operation; {@code null} if it is unknown, or forgotten
	 */
	@Nullable OperationRun find(String target, String id) {
		OperatedTarget operated = this.targets.get(target);
		return (operated != null) ? operated.find(id) : null;
	}

	/**
	 * Begin nothing any more, and give what runs some time: the data source goes next.
	 */
	@Override
	public void destroy() {
		long deadline = System.nanoTime() + this.settings.stopWithin().toNanos();
		List<OperationRun> left = this.targets.values().stream().flatMap((target) -> target.close().stream()).toList();
		for (OperationRun running : left) {
			if (!await(running, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
				logger.warn("Operation '{}' of target '{}' still runs and is left behind; the next start goes on "
						+ "where it stops", running.operation(), running.target());
			}
		}
	}

	/**
	 * What was configured.
	 *
	 * @param rollback whether a rollback is granted
	 * @param baselineDescription the description of a baseline that is given none
	 * @param answerWithin how long a caller waits
	 * @param stopWithin how long a shutdown waits
	 */
	record Settings(boolean rollback, String baselineDescription, Duration answerWithin, Duration stopWithin) {

	}

	/**
	 * An operation on its target.
	 */
	private interface Work {

		OperationResult run();

	}

}
