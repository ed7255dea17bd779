// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which placeholders are being replaced. Remembers where values brought line
 * ends, so that lines still are those of the file.
 */
final class ReplacedText {

	private final StringBuilder text = new StringBuilder();

	private final List<Value> valuesWithLines = new ArrayList<>();

	void append(CharSequence part) {
		this.text.append(part);
	}

	void appendValue(String value) {
		if (LineEnds.count(value, 0, value.length()) > 0) {
			this.valuesWithLines.add(new Value(this.text.length(), value));
		}
		this.text.append(value);
	}

	/**
	 * Return how many of the line ends before an offset came from values.
	 * @param offset an offset into the new text
	 * @return the number of line ends
	 */
	int linesOfValues(int offset) {
		int lines = 0;
		for (Value value : this.valuesWithLines) {
			int end = Math.min(value.text().length(), offset - value.offset());
			lines += LineEnds.count(value.text(), 0, Math.max(0, end));
		}
		return lines;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

	private record Value(int offset, String text) {

	}

}
