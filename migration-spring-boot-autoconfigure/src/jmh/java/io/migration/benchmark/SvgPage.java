// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.Locale;

/**
 * An SVG image with a light and a dark look, chosen by the reader's preference.
 */
final class SvgPage {

	private final StringBuilder body = new StringBuilder();

	private final int width;

	private final int height;

	SvgPage(int width, int height) {
		this.width = width;
		this.height = height;
	}

	SvgPage title(String title, String subtitle) {
		text(24, 32, "title", "start", title);
		return text(24, 52, "note", "start", subtitle);
	}

	SvgPage text(double x, double y, String style, String anchor, String text) {
		return add("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\">%s</text>", x, y, style, anchor,
				escaped(text));
	}

	SvgPage line(double x1, double y1, double x2, double y2, String style) {
		return add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>", x1, y1, x2, y2, style);
	}

	SvgPage path(String data, String style) {
		return add("<path d=\"%s\" class=\"line %s\"/>", data, style);
	}

	SvgPage dot(double x, double y, String style) {
		return add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" class=\"fill %s\"/>", x, y, style);
	}

	SvgPage bar(double x, double y, double width, double height, String style) {
		return add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"fill %s\"/>", x, y,
				width, height, style);
	}

	private SvgPage add(String format, Object... arguments) {
		this.body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
		return this;
	}

	String text() {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
				<style>
				text { font-family: system-ui, "DejaVu Sans", sans-serif; font-size: 13px; fill: #1f2328; }
				.title { font-size: 17px; font-weight: 600; }
				.note { fill: #57606a; }
				.page { fill: #ffffff; }
				.grid { stroke: #d8dee4; stroke-width: 1; }
				.line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
				.line.engine { stroke-width: 4; }
				.leader { stroke: #aeb6bf; stroke-width: 1; }
				%3$s@media (prefers-color-scheme: dark) {
				text { fill: #e6edf3; }
				.note { fill: #9ba4ae; }
				.page { fill: #0d1117; }
				.grid { stroke: #30363d; }
				.leader { stroke: #586069; }
				%4$s}
				</style>
				<rect class="page" width="100%%" height="100%%"/>
				%5$s</svg>
				""".formatted(this.width, this.height, colours(false), colours(true), this.body);
	}

	private static String colours(boolean dark) {
		StringBuilder rules = new StringBuilder();
		for (Tool tool : Tool.values()) {
			String colour = dark ? tool.dark() : tool.light();
			rules.append(
					String.format(".line.%1$s { stroke: %2$s; } .fill.%1$s { fill: %2$s; } text.%1$s { fill: %2$s; }%n",
							tool.id(), colour));
		}
		return rules.toString();
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

}
