// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * When to kill a process: at an exchange of a kind, or some time after it has begun.
 *
 * @param operation which operation of the scenario, from 0
 * @param traffic the kind of exchange, {@code null} for the first one
 * @param occurrence how many exchanges of the kind there are until then, from 1
 * @param point where in the exchange
 * @param micros how many microseconds after the request, -1 to go by the point
 * @param aftermath what becomes of a statement that the server is working at
 */
record Trigger(int operation, @Nullable Traffic traffic, int occurrence, KillPoint point, long micros,
		Aftermath aftermath) {

	static Trigger at(int operation, Traffic traffic, int occurrence, KillPoint point, Aftermath aftermath) {
		return new Trigger(operation, traffic, occurrence, point, -1, aftermath);
	}

	static Trigger afterBegin(int operation, long micros) {
		return new Trigger(operation, null, 1, KillPoint.BEFORE, micros, Aftermath.COMPLETED);
	}

	Trigger later(long delay) {
		return new Trigger(this.operation, this.traffic, this.occurrence, this.point, delay, this.aftermath);
	}

	boolean byTime() {
		return this.micros >= 0;
	}

	boolean isFor(Traffic candidate) {
		return this.traffic == null || this.traffic == candidate;
	}

	Trigger notBefore(int earliest) {
		return new Trigger(Math.max(earliest, this.operation), this.traffic, this.occurrence, this.point, this.micros,
				this.aftermath);
	}

	@Override
	public String toString() {
		String exchange = ((this.traffic != null) ? this.traffic : "request") + " #" + this.occurrence;
		String moment = byTime() ? this.micros + " us after " + exchange
				: this.point + " " + exchange + ", " + this.aftermath;
		return "operation " + (this.operation + 1) + " " + moment.toLowerCase(Locale.ROOT);
	}

	/**
	 * What the server does about a statement whose client is gone.
	 */
	enum Aftermath {

		/** Brings it to its end. */
		COMPLETED,

		/** Brings it to its end while the next process is waiting. */
		COMPLETED_LATE,

		/** Notices, and ends the session in the middle of the statement. */
		NOTICED

	}

}
