// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;

/**
 * How a value grows: both axes logarithmic, each line named at its end.
 */
final class LinePlot {

	private static final int LEFT = 84;

	private static final int RIGHT = 590;

	private static final int TOP = 76;

	private static final int BOTTOM = 440;

	private static final int LABEL_HEIGHT = 19;

	private final SvgPage page = new SvgPage(880, 500);

	private final Results results;

	private final Labels labels;

	private final String series;

	private double least;

	private double greatest;

	LinePlot(Results results, Labels labels, String series) {
		this.results = results;
		this.labels = labels;
		this.series = series;
	}

	String draw(String title, String subtitle) {
		this.page.title(title, subtitle);
		SortedSet<Integer> sizes = this.results.sizes(this.series);
		range();
		for (double value = this.least; value <= this.greatest * 1.001; value *= 10) {
			this.page.line(LEFT, y(value), RIGHT, y(value), "grid")
				.text(LEFT - 8, y(value) + 4, "note", "end", tick(value));
		}
		for (int size : sizes) {
			this.page.text(x(size), BOTTOM + 20, "note", "middle", Numbers.count(size));
		}
		this.page.text((LEFT + RIGHT) / 2.0, BOTTOM + 42, "note", "middle", "migrations applied");
		List<End> ends = new ArrayList<>();
		for (Tool tool : Tool.values()) {
			line(tool, sizes, ends);
		}
		name(ends);
		return this.page.text();
	}

	private void range() {
		List<Values> shown = this.results.all().stream().filter((v) -> v.series().equals(this.series)).toList();
		double min = shown.stream().mapToDouble(Values::median).min().orElse(1);
		double max = shown.stream().mapToDouble(Values::median).max().orElse(10);
		this.least = Math.pow(10, Math.floor(Math.log10(min)));
		this.greatest = Math.pow(10, Math.ceil(Math.log10(max)));
	}

	private void line(Tool tool, SortedSet<Integer> sizes, List<End> ends) {
		StringBuilder path = new StringBuilder();
		double x = 0;
		double value = 0;
		for (int size : sizes) {
			OptionalDouble median = this.results.median(this.series, size, tool.id());
			if (median.isPresent()) {
				x = x(size);
				value = median.getAsDouble();
				path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : " L", x, y(value)));
				this.page.dot(x, y(value), tool.id());
			}
		}
		if (!path.isEmpty()) {
			this.page.path(path.toString(), tool.id());
			ends.add(new End(tool, x, y(value), value));
		}
	}

	// From the top down, each label at its line or as near below as the others allow
	private void name(List<End> ends) {
		ends.sort(Comparator.comparingDouble(End::y));
		double next = TOP;
		double room = BOTTOM - (ends.size() - 1.0) * LABEL_HEIGHT;
		for (End end : ends) {
			double y = Math.max(next, Math.min(end.y(), room));
			this.page.line(end.x() + 7, end.y(), RIGHT + 20, y, "leader")
				.text(RIGHT + 24, y + 4, end.tool().id(), "start",
						this.labels.of(end.tool().id()) + ": " + Numbers.time(end.value()));
			next = y + LABEL_HEIGHT;
			room += LABEL_HEIGHT;
		}
	}

	private double x(int size) {
		SortedSet<Integer> sizes = this.results.sizes(this.series);
		double first = Math.log10(sizes.first());
		double range = Math.max(Math.log10(sizes.last()) - first, 1e-9);
		return LEFT + 10 + (RIGHT - LEFT - 20) * (Math.log10(size) - first) / range;
	}

	private double y(double value) {
		double range = Math.max(Math.log10(this.greatest) - Math.log10(this.least), 1e-9);
		return BOTTOM - (BOTTOM - TOP) * (Math.log10(value) - Math.log10(this.least)) / range;
	}

	private static String tick(double value) {
		return (value < 1000) ? String.format(Locale.ROOT, "%.0f ms", value)
				: String.format(Locale.ROOT, "%.0f s", value / 1000);
	}

	/**
	 * Where a line ends.
	 */
	private record End(Tool tool, double x, double y, double value) {

	}

}
