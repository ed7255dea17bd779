// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

/**
 * What a statement would do to one table.
 *
 * @param table the table, qualified as in the script
 * @param lock the lock mode as the server calls it, such as {@code ACCESS EXCLUSIVE}
 * @param rewrite whether all rows are written anew
 * @param scan whether all rows are read while the lock is held
 * @param rows estimated number of rows, {@code null} if it is not known
 * @since 1.0.0
 */
public record TableImpact(String table, String lock, boolean rewrite, boolean scan, @Nullable Long rows) {

	/**
	 * Tell it in a few words.
	 * @return for instance {@code ACCESS EXCLUSIVE on users, table rewritten}
	 */
	public String describe() {
		StringBuilder text = new StringBuilder(this.lock).append(" on ").append(this.table);
		if (this.rewrite) {
			text.append(", table rewritten");
		}
		else if (this.scan) {
			text.append(", all rows read");
		}
		if (this.rows != null) {
			text.append(" (about ").append(this.rows).append(" rows)");
		}
		return text.toString();
	}

}
