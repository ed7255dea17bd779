// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many kills there were at each point of each kind of exchange.
 */
final class Histogram {

	private static final int BY_TIME = KillPoint.values().length;

	private final Map<Cell, int[]> counts = new TreeMap<>();

	private int kills;

	synchronized void add(Kill kill) {
		int[] row = this.counts.computeIfAbsent(kill.cell(), (cell) -> new int[BY_TIME + 1]);
		row[kill.byTime() ? BY_TIME : kill.point().ordinal()]++;
		this.kills++;
	}

	synchronized int kills() {
		return this.kills;
	}

	/**
	 * The points that were never hit.
	 */
	synchronized List<String> missing(Collection<Cell> expected) {
		return expected.stream()
			.flatMap((cell) -> cell.points()
				.stream()
				.filter((point) -> count(cell)[point.ordinal()] == 0)
				.map((point) -> cell + " " + point))
			.toList();
	}

	private int[] count(Cell cell) {
		return this.counts.getOrDefault(cell, new int[BY_TIME + 1]);
	}

	@Override
	public synchronized String toString() {
		StringBuilder table = new StringBuilder();
		table.append("%-30s %7s %7s %9s %7s %8s%n".formatted("kills", "before", "in", "answered", "after", "by time"));
		this.counts.forEach((cell, row) -> table
			.append("%-30s %7d %7d %9d %7d %8d%n".formatted(cell, row[0], row[1], row[2], row[3], row[4])));
		return table.toString();
	}

}
