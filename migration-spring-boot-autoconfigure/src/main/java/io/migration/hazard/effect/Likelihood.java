// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

/**
 * Whether something happens.
 *
 * @since 1.0.0
 */
public enum Likelihood {

	/** It does not. */
	NO,

	/** It depends on what is not known. */
	POSSIBLE,

	/** It does. */
	CERTAIN;

	/**
	 * Return the stronger of two answers.
	 * @param other the other one
	 * @return the one that is more likely to happen
	 */
	public Likelihood or(Likelihood other) {
		return (compareTo(other) >= 0) ? this : other;
	}

	/**
	 * Return this answer, or that it does not happen.
	 * @param prevented whether something keeps it from happening
	 * @return {@link #NO} if so
	 */
	public Likelihood unless(boolean prevented) {
		return prevented ? NO : this;
	}

}
