// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How many rows the next batch has, steered so that it takes the time it is meant to
 * take. It at most doubles or halves from one batch to the next.
 */
final class BatchSize {

	static final int GREATEST = 100_000;

	private int rows;

	private @Nullable Duration target;

	BatchSize(int rows) {
		this.rows = within(rows);
	}

	int rows() {
		return this.rows;
	}

	/**
	 * Say how long batches are meant to take. Where that is shorter than before, the next
	 * one is smaller at once.
	 * @param time the time
	 */
	void aim(Duration time) {
		Duration before = this.target;
		if (before != null && time.compareTo(before) < 0) {
			this.rows = within((double) this.rows * time.toNanos() / before.toNanos());
		}
		this.target = time;
	}

	/**
	 * Learn from a batch.
	 * @param done how many rows it had
	 * @param took how long it took
	 */
	void learn(int done, Duration took) {
		double factor = (double) Objects.requireNonNull(this.target).toNanos() / Math.max(1, took.toNanos());
		double fitting = done * factor;
		// A batch that was short of rows says little about greater ones
		if (done >= this.rows / 2 || fitting < this.rows) {
			this.rows = within(Math.min(2.0 * this.rows, Math.max(this.rows / 2.0, fitting)));
		}
	}

	void halve() {
		this.rows = within(this.rows / 2.0);
	}

	private static int within(double wanted) {
		return (int) Math.max(1, Math.min(GREATEST, Math.round(wanted)));
	}

}
