// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.migration.Finding;
import io.migration.Severity;
import io.migration.TableImpact;
import io.migration.hazard.rule.HazardRule;
import io.migration.hazard.rule.HazardRules;

/**
 * The part of {@code docs/hazards.md} that comes from the rules.
 */
final class HazardPage {

	static final Path FILE = Path.of("..", "docs", "hazards.md").toAbsolutePath().normalize();

	private static final String BEGIN = "<!-- generated from the rules: begin -->";

	private static final String END = "<!-- generated from the rules: end -->";

	private final Path folder;

	HazardPage(Path folder) {
		this.folder = folder;
	}

	String in(String page) {
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		int end = page.indexOf(END);
		if (begin < BEGIN.length() || end < begin) {
			throw new IllegalStateException(FILE + " has lost its marks");
		}
		return page.substring(0, begin) + "\n\n" + generated() + page.substring(end);
	}

	private String generated() {
		StringBuilder text = new StringBuilder("| rule | severity | risk | reports |\n| --- | --- | --- | --- |\n");
		for (HazardRule rule : HazardRules.all()) {
			text.append("| [`%s`](#%s) | %s | %s | %s |\n".formatted(rule.id(), rule.id(),
					rule.severity().name().toLowerCase(Locale.ROOT), rule.risk(), rule.summary()));
		}
		text.append('\n');
		HazardRules.all().forEach((rule) -> append(rule, text));
		return text.toString();
	}

	private void append(HazardRule rule, StringBuilder text) {
		text.append("### %s\n\n%s. %s\n\n".formatted(rule.id(), rule.summary(), rule.why()));
		Finding finding = rule.example().script().isEmpty() ? null : finding(rule);
		if (finding != null) {
			text.append("```sql\n").append(lines(rule.example().script())).append("```\n\n");
			String locks = finding.effects().stream().map(TableImpact::describe).collect(Collectors.joining("; "));
			if (!locks.isEmpty()) {
				text.append("Lock: ").append(locks).append(".\n\n");
			}
		}
		text.append("Instead: ").append(rule.advice()).append("\n\n");
		if (finding != null && finding.recipe() != null) {
			text.append("```sql\n").append(finding.recipe()).append("\n```\n\n");
		}
		if (rule.scope() != HazardRule.Scope.SCRIPT) {
			text.append("It needs to know what exists: from the scripts before, or from the catalog.\n\n");
		}
	}

	private static String lines(String script) {
		return script.replace("; ", ";\n").stripTrailing() + "\n";
	}

	/**
	 * Return what a rule says about its own example.
	 */
	Finding finding(HazardRule rule) {
		List<Finding> findings = findings(rule);
		return findings.stream()
			.filter((finding) -> finding.rule().equals(rule.id()))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					rule.id() + " does not report its example, but " + findings.stream().map(Finding::rule).toList()));
	}

	private List<Finding> findings(HazardRule rule) {
		try {
			Path project = Files.createDirectories(this.folder.resolve(rule.id()));
			String before = rule.example().before();
			Files.writeString(project.resolve("V1__before.sql"), before.isBlank() ? "SELECT 1;" : before);
			Files.writeString(project.resolve("V2__example.sql"), rule.example().script());
			return HazardLinter.of("filesystem:" + project).lint().get(1).findings();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the rules that tell no example, as they need a server of a certain version.
	 */
	static List<String> withoutExample() {
		return HazardRules.all()
			.stream()
			.filter((rule) -> rule.example().script().isEmpty() && rule.severity() != Severity.OFF)
			.map(HazardRule::id)
			.toList();
	}

}
