// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.migration.Finding;
import io.migration.Finding.Position;
import io.migration.PendingMigration;
import io.migration.Severity;
import io.migration.TableImpact;

/**
 * Findings for people, each with its line underlined.
 */
final class LintText {

	private static final String LINE = System.lineSeparator();

	private final SourceFiles sources;

	private final StringBuilder text = new StringBuilder();

	private LintText(SourceFiles sources) {
		this.sources = sources;
	}

	static String of(List<PendingMigration> migrations, SourceFiles sources) {
		LintText text = new LintText(sources);
		List<Finding> findings = migrations.stream().flatMap((migration) -> migration.findings().stream()).toList();
		text.line(migrations.size() + " migrations were read, without a mistake.");
		if (!findings.isEmpty()) {
			text.line("");
		}
		findings.forEach(text::finding);
		text.risks(migrations);
		text.line(findings.isEmpty() ? "No hazard was found." : "Hazards: " + counts(findings) + ".");
		return text.text.toString();
	}

	private void finding(Finding finding) {
		line("%s: %s: %s".formatted(finding.place(), word(finding.severity()), finding.rule()));
		source(finding);
		indented(finding.message());
		for (TableImpact effect : finding.effects()) {
			indented("Lock: " + effect.describe());
		}
		indented("Instead: " + finding.advice());
		String recipe = finding.recipe();
		if (recipe != null) {
			recipe.lines().forEach((line) -> line("      " + line));
		}
		line("");
	}

	private void source(Finding finding) {
		Position position = finding.position();
		String source = this.sources.line(finding.script(), position.line());
		if (source == null) {
			return;
		}
		String margin = "%5d | ".formatted(position.line());
		int start = Math.min(position.column() - 1, source.length());
		int end = (position.endLine() == position.line()) ? Math.min(position.endColumn() - 1, source.length())
				: source.stripTrailing().length();
		line(margin + source.replace('\t', ' '));
		line(" ".repeat(margin.length() - 2) + "| " + " ".repeat(start) + "^".repeat(Math.max(1, end - start)));
	}

	private void indented(String paragraph) {
		paragraph.lines().forEach((line) -> line("  " + line));
	}

	private void risks(List<PendingMigration> migrations) {
		TextTable table = new TextTable("VERSION", "RISK", "UNDO", "FINDINGS", "SCRIPT");
		List<PendingMigration> notable = migrations.stream()
			.filter((migration) -> !migration.findings().isEmpty())
			.toList();
		notable.forEach((migration) -> table.row((migration.version() != null) ? migration.version() : "R",
				String.valueOf(migration.risk()), migration.reversible() ? "yes" : "no", counts(migration.findings()),
				migration.script()));
		if (!notable.isEmpty()) {
			this.text.append(table).append(LINE);
		}
	}

	private void line(String line) {
		this.text.append(line).append(LINE);
	}

	private static String counts(List<Finding> findings) {
		return List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)
			.stream()
			.map((severity) -> count(severity, findings))
			.filter((count) -> !count.startsWith("0"))
			.collect(Collectors.joining(", "));
	}

	private static String count(Severity severity, List<Finding> findings) {
		long count = findings.stream().filter((finding) -> finding.severity() == severity).count();
		return count + " " + word(severity) + ((count == 1 || severity == Severity.INFO) ? "" : "s");
	}

	static String word(Severity severity) {
		return severity.name().toLowerCase(Locale.ROOT);
	}

}
