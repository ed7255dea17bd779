// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;

/**
 * Tools side by side, a group of bars for each size with a scale of its own.
 */
final class BarPlot {

	private static final int NAMES = 200;

	private static final int LONGEST = 450;

	private static final int BAR = 22;

	private static final int STEP = 29;

	private final Results results;

	private final Labels labels;

	private final String series;

	BarPlot(Results results, Labels labels, String series) {
		this.results = results;
		this.labels = labels;
		this.series = series;
	}

	String draw(String title, String subtitle, String of) {
		SortedSet<Integer> sizes = this.results.sizes(this.series);
		int bars = (int) this.results.all().stream().filter((v) -> v.series().equals(this.series)).count();
		SvgPage page = new SvgPage(880, 84 + sizes.size() * 46 + bars * STEP);
		page.title(title, subtitle);
		double y = 84;
		for (int size : sizes) {
			page.text(24, y + 12, "title", "start", Numbers.count(size) + " " + of);
			y = group(page, size, y + 26) + 20;
		}
		return page.text();
	}

	private double group(SvgPage page, int size, double top) {
		double longest = this.results.all()
			.stream()
			.filter((values) -> values.series().equals(this.series) && values.size() == size)
			.mapToDouble(Values::median)
			.max()
			.orElse(1);
		OptionalDouble floor = this.results.median(this.series, size, Tool.FLOOR.id());
		double y = top;
		for (Tool tool : Tool.values()) {
			OptionalDouble median = this.results.median(this.series, size, tool.id());
			if (median.isPresent()) {
				double length = LONGEST * median.getAsDouble() / longest;
				page.text(NAMES - 8, y + 16, tool.id(), "end", this.labels.of(tool.id()))
					.bar(NAMES, y, Math.max(length, 2), BAR, tool.id())
					.text(NAMES + length + 8, y + 16, "value", "start", value(median.getAsDouble(), floor));
				y += STEP;
			}
		}
		return y;
	}

	private static String value(double median, OptionalDouble floor) {
		String ratio = floor.isPresent() ? String.format(Locale.ROOT, "  (%.2f x floor)", median / floor.getAsDouble())
				: "";
		return Numbers.time(median) + ratio;
	}

}
