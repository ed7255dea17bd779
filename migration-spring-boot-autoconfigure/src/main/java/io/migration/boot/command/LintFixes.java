// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.Finding;
import io.migration.Finding.Fix;
import io.migration.PendingMigration;

/**
 * Writes the fixes of findings into their files.
 */
final class LintFixes {

	private static final String LINE = System.lineSeparator();

	private final SourceFiles sources;

	private final StringBuilder difference = new StringBuilder();

	private int count;

	LintFixes(SourceFiles sources) {
		this.sources = sources;
	}

	/**
	 * Change the files.
	 * @param migrations migrations that have not run anywhere
	 * @return what was changed, as lines that begin with {@code -} and {@code +}
	 */
	String apply(List<PendingMigration> migrations) {
		Map<String, List<Fix>> byScript = new LinkedHashMap<>();
		for (PendingMigration migration : migrations) {
			for (Finding finding : migration.findings()) {
				Fix fix = finding.fix();
				if (fix != null) {
					byScript.computeIfAbsent(finding.script(), (script) -> new ArrayList<>()).add(fix);
				}
			}
		}
		byScript.forEach(this::apply);
		return this.difference.toString();
	}

	int count() {
		return this.count;
	}

	private void apply(String script, List<Fix> fixes) {
		Path file = this.sources.path(script);
		if (file == null) {
			return;
		}
		try {
			String text = Files.readString(file);
			String changed = apply(script, text, fixes);
			if (!changed.equals(text)) {
				Files.writeString(file, changed);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file " + file + " could not be changed: " + ex.getMessage(), ex);
		}
	}

	// From the end, so that places before stay where they are
	private String apply(String script, String text, List<Fix> fixes) {
		String changed = text;
		List<Fix> ordered = fixes.stream()
			.distinct()
			.sorted(Comparator.comparingInt((Fix fix) -> fix.position().line())
				.thenComparingInt((fix) -> fix.position().column())
				.reversed())
			.toList();
		int last = Integer.MAX_VALUE;
		for (Fix fix : ordered) {
			int start = offset(changed, fix.position().line(), fix.position().column());
			// A file with placeholders there says something else
			if (start >= 0 && start + fix.before().length() <= last && changed.startsWith(fix.before(), start)) {
				changed = changed.substring(0, start) + fix.after() + changed.substring(start + fix.before().length());
				last = start;
				tell(script, fix);
			}
		}
		return changed;
	}

	private void tell(String script, Fix fix) {
		this.count++;
		StringBuilder text = new StringBuilder(script).append(':').append(fix.position().line()).append(LINE);
		fix.before().lines().forEach((line) -> text.append("- ").append(line).append(LINE));
		fix.after().lines().forEach((line) -> text.append("+ ").append(line).append(LINE));
		this.difference.insert(0, text.append(LINE));
	}

	private static int offset(String text, int line, int column) {
		int offset = text.startsWith("\uFEFF") ? 1 : 0;
		for (int i = 1; i < line; i++) {
			offset = text.indexOf('\n', offset) + 1;
			if (offset == 0) {
				return -1;
			}
		}
		return offset + column - 1;
	}

}
