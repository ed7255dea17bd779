// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

/**
 * Counts lines as the SQL reader does: CRLF, LF and CR each end one.
 */
final class LineEnds {

	private LineEnds() {
	}

	static int count(CharSequence text, int from, int to) {
		int count = 0;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
				count++;
			}
		}
		return count;
	}

	/**
	 * Return the offset of the first character behind the line that holds an offset.
	 * @param text the text
	 * @param offset the offset
	 * @return the offset of the next line, or the length of the text
	 */
	static int startOfNextLine(String text, int offset) {
		for (int i = offset; i < text.length(); i++) {
			if (count(text, i, i + 1) == 1) {
				return i + 1;
			}
		}
		return text.length();
	}

}
