// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.migration.MigrationKind;
import org.jspecify.annotations.Nullable;

/**
 * Checks which sections a script has, and in which order.
 */
final class SectionRules {

	private final FileProblems problems;

	private final List<Section> sections;

	SectionRules(List<Section> sections, FileProblems problems) {
		this.sections = sections;
		this.problems = problems;
	}

	void check(MigrationKind kind, @Nullable ScriptFile undo) {
		checkUp();
		checkDuplicates();
		checkOrder();
		checkVerify();
		this.sections.forEach(this::checkContent);
		if (kind == MigrationKind.REPEATABLE) {
			checkRepeatable();
		}
		if (undo != null) {
			checkUndo(undo);
		}
	}

	private void checkUp() {
		if (!has(SectionType.UP)) {
			this.problems.add("The script has no section 'up'",
					"Add '-- migrate:up' with the change that runs before the application serves.");
		}
		for (Section section : this.sections) {
			if (section.isDownOfContract() && !has(SectionType.CONTRACT)) {
				this.problems.add(section.line(), "'down of=contract' undoes a section 'contract' that is not there",
						"Remove 'of=contract', or add '-- migrate:contract'.");
			}
		}
	}

	private boolean has(SectionType type) {
		return this.sections.stream().anyMatch((section) -> section.type() == type);
	}

	private void checkDuplicates() {
		Map<String, Section> byTitle = new HashMap<>();
		for (Section section : this.sections) {
			Section first = byTitle.putIfAbsent(section.title(), section);
			if (first != null && section.type() != SectionType.VERIFY) {
				this.problems.add(section.line(),
						"The section '" + section.title() + "' is there twice, first in line " + first.line(),
						(section.type() == SectionType.BACKFILL) ? "Give each backfill its own name=<name>."
								: "Make one section of them.");
			}
		}
	}

	/**
	 * A down may stand next to what it undoes; the rest stands in the order in which it
	 * runs.
	 */
	private void checkOrder() {
		Section previous = null;
		for (Section section : this.sections) {
			if (section.type() == SectionType.DOWN || section.type() == SectionType.VERIFY) {
				continue;
			}
			if (previous != null && section.type().compareTo(previous.type()) < 0) {
				this.problems.add(section.line(),
						"The section '" + section.title() + "' stands after '" + previous.title()
								+ "' but runs before it",
						"Put the sections into the order precondition, up, backfill, contract.");
			}
			previous = section;
		}
	}

	private void checkVerify() {
		Section previous = null;
		for (Section section : this.sections) {
			boolean follows = previous != null && !previous.type().isQueries();
			if (section.type() == SectionType.VERIFY && !follows) {
				this.problems.add(section.line(), "The section 'verify' does not follow a step that it could verify",
						"Put it behind up, backfill, contract or down, once for each.");
			}
			previous = section;
		}
	}

	void checkContents() {
		this.sections.forEach(this::checkContent);
	}

	void checkContent(Section section) {
		if (section.statements().isEmpty()) {
			if (section.marker() == Marker.NONE) {
				this.problems.add("The script holds no statement", "Add a statement or remove the file.");
			}
			else {
				this.problems.add(section.line(), "The section '" + section.title() + "' holds no statement",
						"Add a statement or remove the section.");
			}
		}
		if (section.type().isQueries()) {
			for (AllowedHazard allow : section.allows()) {
				this.problems.add(allow.line(), "A marker 'allow' has no effect in '" + section.title() + "'",
						"Move it into the section for which it is meant.");
			}
		}
	}

	private void checkRepeatable() {
		for (Section section : this.sections) {
			if (section.type() != SectionType.UP && !section.type().isQueries()) {
				this.problems.add(section.line(), "A repeatable script has no section '" + section.title() + "'",
						"Move it into a versioned script.");
			}
		}
	}

	private void checkUndo(ScriptFile undo) {
		for (Section section : this.sections) {
			if (section.type() == SectionType.DOWN && !section.isDownOfContract()) {
				this.problems.add(section.line(),
						"The migration is undone twice: by this section and by " + undo.display(),
						"Remove the section or the undo script.");
			}
		}
	}

}
