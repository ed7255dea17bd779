// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * Thrown when this instance found out that it does not hold the lock any more, before it
 * could do harm.
 *
 * @since 1.0.0
 */
public final class LockLostException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final long token;

	/**
	 * Create an exception.
	 * @param token the token of the lost lease
	 * @param description what was found
	 */
	public LockLostException(long token, String description) {
		super(description,
				"What this instance had recorded in the history before stands; what it did in a transaction since was "
						+ "rolled back. Another instance may be migrating.",
				"Start again: the next start waits for the other instance and goes on where the history ends. If it "
						+ "happens again, find out what stopped this process or cut its connections for longer than "
						+ "the lease lasts.",
				null);
		this.token = token;
	}

	/**
	 * Return which lease was lost.
	 * @return its token
	 */
	public long token() {
		return this.token;
	}

}
