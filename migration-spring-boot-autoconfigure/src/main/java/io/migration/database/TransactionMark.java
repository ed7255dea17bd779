// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * One of the transactions of a session, which numbers them as they begin.
 *
 * @param session what the server calls the session
 * @param number number of the transaction within the session
 * @since 1.0.0
 */
public record TransactionMark(String session, long number) {

	/**
	 * Return whether this is at most so many transactions behind another mark. A session
	 * may begin transactions of its own now and then, so only {@code true} is a proof.
	 * @param transactions the number of transactions
	 * @param earlier a mark taken before
	 * @return {@code true} if no more than that many began in between
	 */
	public boolean isWithin(long transactions, TransactionMark earlier) {
		return this.session.equals(earlier.session) && this.number >= earlier.number
				&& this.number - earlier.number <= transactions;
	}

}
