// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.migration.MigrationKind;
import io.migration.StepType;
import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * Reads one script, together with what stands beside it.
 */
final class ContentReader {

	private final ScriptSources sources;

	private final SqlDialect dialect;

	private final Placeholders placeholders;

	private final MigrationKind kind;

	private final Problems problems = new Problems();

	private int ordinal;

	ContentReader(ScriptSources sources, SqlDialect dialect, Placeholders placeholders, MigrationKind kind) {
		this.sources = sources;
		this.dialect = dialect;
		this.placeholders = placeholders;
		this.kind = kind;
	}

	MigrationContent read() {
		ScriptFile file = this.sources.script();
		Sections sections = sections(file, false);
		if (this.problems.isEmpty()) {
			new SectionRules(sections.all(), this.problems.of(file)).check(this.kind, this.sources.undo());
		}
		StepFactory factory = factory(file, this.sources.config());
		List<ScriptStatement> preconditions = factory.queries(sections.precondition());
		ScriptStep up = step(StepType.UP, sections.up(), sections, factory);
		List<ScriptStep> backfills = backfills(sections, factory);
		ScriptStep contract = step(StepType.CONTRACT, sections.contract(), sections, factory);
		ScriptStep downOfContract = step(StepType.DOWN, sections.downOfContract(), sections, factory);
		ScriptStep down = step(StepType.DOWN, sections.down(), sections, factory);
		Set<String> undefined = new TreeSet<>(factory.undefined());
		ScriptStep undo = undo(undefined);
		this.problems.throwIfAny();
		if (up == null) {
			throw new IllegalStateException("A script without 'up' passed the checks: " + file.display());
		}
		return new MigrationContent(up, backfills, contract, (undo != null) ? undo : down, downOfContract,
				preconditions, undefined);
	}

	private Sections sections(ScriptFile file, boolean undo) {
		FileProblems fileProblems = this.problems.of(file);
		String text = ScriptText.read(file, fileProblems);
		if (text == null) {
			return new Sections(List.of());
		}
		SectionReader reader = new SectionReader(this.dialect, fileProblems);
		return new Sections(undo ? reader.readUndo(text) : reader.read(text));
	}

	private StepFactory factory(ScriptFile file, @Nullable ScriptFile config) {
		TransactionMode configured = ScriptConfig.read(config, this.problems);
		boolean hashesValues = this.kind == MigrationKind.REPEATABLE;
		return new StepFactory(file, this.dialect, this.placeholders, configured, hashesValues, this.problems);
	}

	private List<ScriptStep> backfills(Sections sections, StepFactory factory) {
		List<ScriptStep> backfills = new ArrayList<>();
		for (Section section : sections.backfills()) {
			backfills.add(factory.step(StepType.BACKFILL, section, sections.verifyOf(section), ++this.ordinal));
		}
		return backfills;
	}

	private @Nullable ScriptStep step(StepType type, @Nullable Section section, Sections sections,
			StepFactory factory) {
		return (section != null) ? factory.step(type, section, sections.verifyOf(section), ++this.ordinal) : null;
	}

	private @Nullable ScriptStep undo(Set<String> undefined) {
		ScriptFile file = this.sources.undo();
		if (file == null) {
			return null;
		}
		Sections sections = sections(file, true);
		sections.all().forEach(new SectionRules(sections.all(), this.problems.of(file))::checkContent);
		StepFactory factory = factory(file, this.sources.undoConfig());
		ScriptStep step = step(StepType.DOWN, sections.down(), sections, factory);
		undefined.addAll(factory.undefined());
		return step;
	}

}
