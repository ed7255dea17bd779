// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * What a {@link BackfillThrottle} has found.
 *
 * @param level how much a backfill has to give way
 * @param reason what was measured and what the bound is, without any row data; empty if
 * there is no pressure
 * @since 1.0.0
 */
public record BackfillPressure(Level level, String reason) {

	/**
	 * All is well.
	 */
	public static final BackfillPressure NONE = new BackfillPressure(Level.NONE, "");

	/**
	 * Ask for smaller batches with pauses between them.
	 * @param reason what was measured
	 * @return the pressure
	 */
	public static BackfillPressure high(String reason) {
		return new BackfillPressure(Level.HIGH, reason);
	}

	/**
	 * Ask for no batch at all until it is better.
	 * @param reason what was measured
	 * @return the pressure
	 */
	public static BackfillPressure critical(String reason) {
		return new BackfillPressure(Level.CRITICAL, reason);
	}

	/**
	 * How much a backfill has to give way, in rising order.
	 */
	public enum Level {

		/**
		 * Not at all.
		 */
		NONE,

		/**
		 * It slows down.
		 */
		HIGH,

		/**
		 * It pauses.
		 */
		CRITICAL

	}

}
