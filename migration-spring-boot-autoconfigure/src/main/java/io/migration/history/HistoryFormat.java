// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import org.jspecify.annotations.Nullable;

/**
 * The format of the history table, noted in the comment of the table.
 */
final class HistoryFormat {

	/**
	 * The format that this release writes.
	 */
	static final int PRESENT = 1;

	private static final String PREFIX = "migration history, format ";

	private HistoryFormat() {
	}

	static String comment(int format) {
		return PREFIX + format;
	}

	// Read a comment. Somebody may have overwritten it; the first format is assumed then,
	// as every later one is reached from there by upgrades that check before they change.
	static int parse(@Nullable String comment) {
		if (comment == null || !comment.startsWith(PREFIX)) {
			return 1;
		}
		String digits = comment.substring(PREFIX.length()).strip();
		return (!digits.isEmpty() && digits.length() < 9 && isNumber(digits)) ? Integer.parseInt(digits) : 1;
	}

	private static boolean isNumber(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!Character.isDigit(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

}
