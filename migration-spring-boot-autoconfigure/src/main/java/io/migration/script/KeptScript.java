// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.migration.InvalidScriptsException;
import io.migration.StepType;
import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * A step whose text the history keeps, for a binary that does not contain its script.
 *
 * @param script the script from which it was
 * @param text the text, before placeholders were replaced
 * @since 1.0.0
 */
public record KeptScript(String script, String text) {

	/**
	 * Read the text as what undoes a step.
	 * @param dialect how it is read
	 * @param placeholders the values that this binary knows
	 * @return the step
	 * @throws InvalidScriptsException if there are mistakes; it holds all of them
	 */
	public ScriptStep undo(SqlDialect dialect, Placeholders placeholders) {
		return step(StepType.DOWN, dialect, placeholders);
	}

	/**
	 * Read the text as what a step runs.
	 * @param type which step
	 * @param dialect how it is read
	 * @param placeholders the values that this binary knows
	 * @return the step
	 * @throws InvalidScriptsException if there are mistakes; it holds all of them
	 */
	public ScriptStep step(StepType type, SqlDialect dialect, Placeholders placeholders) {
		ScriptFile file = new KeptFile(this.script, this.text);
		Problems problems = new Problems();
		FileProblems fileProblems = problems.of(file);
		SectionReader reader = new SectionReader(dialect, fileProblems);
		Sections sections = new Sections(this.text.startsWith("-- migrate:" + SectionType.DOWN.word())
				? reader.read(this.text) : reader.readUndo(this.text));
		new SectionRules(sections.all(), fileProblems).checkContents();
		problems.throwIfAny();
		Section section = sections.all().get(0);
		ScriptStep step = new StepFactory(file, dialect, placeholders, TransactionMode.AUTO, false, problems).step(type,
				section, sections.verifyOf(section), 1);
		problems.throwIfAny();
		return step;
	}

	/**
	 * The text as a file.
	 *
	 * @param path path of the script that it is from
	 * @param text the text
	 */
	private record KeptFile(String path, String text) implements ScriptFile {

		@Override
		public Location location() {
			throw new UnsupportedOperationException("The text of " + this.path + " is in no location");
		}

		@Override
		public String origin() {
			return display();
		}

		@Override
		public @Nullable FileStamp knownStamp() {
			return null;
		}

		@Override
		public InputStream open() {
			return new ByteArrayInputStream(this.text.getBytes(StandardCharsets.UTF_8));
		}

		@Override
		public String display() {
			return "history:" + this.path;
		}

	}

}
