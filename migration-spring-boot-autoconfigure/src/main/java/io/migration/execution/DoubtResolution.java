// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.List;

/**
 * The ways out of doubt, ready to paste.
 *
 * @param migration the migration in doubt: its version, or {@code R__description}
 * @since 1.0.0
 */
public record DoubtResolution(String migration) {

	/**
	 * Return what to do.
	 * @return lines of text
	 */
	public String text() {
		List<String> lines = List.of("Find out whether the statement took effect, and say so. If it did:",
				"    " + command("done"), "If it left nothing behind:", "    " + command("redo"),
				"If you have undone by hand whatever the step did:", "    " + command("undone"), "Then start again.");
		return String.join(System.lineSeparator(), lines);
	}

	/**
	 * Return the command that says what became of the statement.
	 * @param as what became of it
	 * @return the command
	 */
	public String command(String as) {
		return "java -jar app.jar --migration.command=resolve --migration.version="
				+ (this.migration.contains(" ") ? '"' + this.migration + '"' : this.migration) + " --migration.as="
				+ as;
	}

}
