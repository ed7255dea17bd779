// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

import io.migration.boot.actuate.OperationRejectedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The place for the one operation that may run on a target at a time in this instance.
 * Between instances the lock in the database decides.
 *
 * <table>
 * <caption>States and events</caption>
 * <tr>
 * <th></th>
 * <th>{@code begin}</th>
 * <th>{@code end}</th>
 * <th>{@code find}</th>
 * <th>{@code close}</th>
 * </tr>
 * <tr>
 * <td>idle</td>
 * <td>running</td>
 * <td>cannot happen</td>
 * <td>the last runs</td>
 * <td>closed</td>
 * </tr>
 * <tr>
 * <td>running</td>
 * <td>refused, with what runs</td>
 * <td>idle; the run is kept</td>
 * <td>this run and the last ones</td>
 * <td>closing, returns this run</td>
 * </tr>
 * <tr>
 * <td>closing</td>
 * <td>refused</td>
 * <td>closed; the run is kept</td>
 * <td>this run and the last ones</td>
 * <td>closing, returns this run</td>
 * </tr>
 * <tr>
 * <td>closed</td>
 * <td>refused</td>
 * <td>cannot happen</td>
 * <td>the last runs</td>
 * <td>closed</td>
 * </tr>
 * </table>
 */
final class OperationSlot {

	/**
	 * How many runs that have ended are kept.
	 */
	static final int KEPT = 20;

	private final Deque<OperationRun> ended = new ArrayDeque<>();

	private @Nullable OperationRun running;

	private boolean closed;

	synchronized void begin(OperationRun run) {
		if (this.closed) {
			throw new OperationRejectedException(Reason.STOPPING, "The application is being stopped.",
					"Ask another instance, or start this one again.");
		}
		OperationRun other = this.running;
		if (other != null) {
			throw new OperationRejectedException(
					Reason.BUSY, "Operation '" + other.operation() + "' of target '" + other.target()
							+ "' has been running since " + other.startedAt() + ".",
					"Wait for its end: ask for run " + other.id() + ".", other);
		}
		this.running = run;
	}

	// The slot is free before anybody hears of the end, or a caller who goes on at once
	// would be refused
	synchronized void end(OperationRun run, OperationOutcome outcome) {
		this.running = null;
		this.ended.addFirst(run);
		if (this.ended.size() > KEPT) {
			this.ended.removeLast();
		}
		run.end(outcome);
	}

	synchronized @Nullable OperationRun find(String id) {
		return Stream.concat(Stream.ofNullable(this.running), this.ended.stream())
			.filter((run) -> run.id().equals(id))
			.findFirst()
			.orElse(null);
	}

	synchronized @Nullable OperationRun close() {
		this.closed = true;
		return this.running;
	}

}
