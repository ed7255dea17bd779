// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for people: columns as wide as their widest cell, separated by two spaces.
 */
final class TextTable {

	private final List<List<String>> rows = new ArrayList<>();

	TextTable(String... titles) {
		row(titles);
	}

	TextTable row(String... cells) {
		this.rows.add(List.of(cells));
		return this;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (List<String> row : this.rows) {
			StringBuilder line = new StringBuilder();
			for (int column = 0; column < row.size(); column++) {
				line.append(padded(row.get(column), width(column)));
			}
			text.append(line.toString().stripTrailing()).append(System.lineSeparator());
		}
		return text.toString();
	}

	private int width(int column) {
		return this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0) + 2;
	}

	private static String padded(String cell, int width) {
		return cell + " ".repeat(width - cell.length());
	}

}
