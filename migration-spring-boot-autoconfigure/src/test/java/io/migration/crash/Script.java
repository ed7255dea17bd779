// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One migration.
 *
 * @param version its version, 0 for a repeatable one
 * @param description its description
 * @param options what stands on the marker line of its {@code up}
 * @param up the statements that it runs
 * @param down the statements that undo it
 * @param code whether it is a class, whose name follows from version and description
 */
record Script(int version, String description, String options, List<Change> up, List<Change> down, boolean code) {

	static Script of(int version, String description, Change... up) {
		return new Script(version, description, "", List.of(up), List.of(), false);
	}

	static Script code(int version, String description, Change... up) {
		return new Script(version, description, "", List.of(up), List.of(), true);
	}

	static Script repeatable(String description, Change... up) {
		return of(0, description, up);
	}

	Script options(String text) {
		return new Script(this.version, this.description, text, this.up, this.down, this.code);
	}

	Script undo(Change... statements) {
		return new Script(this.version, this.description, this.options, this.up, List.of(statements), this.code);
	}

	boolean isRepeatable() {
		return this.version == 0;
	}

	String name() {
		return (isRepeatable() ? "R" : "V" + this.version) + "__" + this.description;
	}

	/**
	 * The migration as the history calls it.
	 */
	String id() {
		return isRepeatable() ? name() : Integer.toString(this.version);
	}

	/**
	 * The content of its file.
	 */
	String text() {
		List<String> sections = new ArrayList<>();
		sections.add("-- migrate:precondition\nSELECT 'precondition' WHERE false;\n");
		sections.add("-- migrate:up " + this.options + "\n" + statements(this.up));
		sections.add("-- migrate:verify\nSELECT 'verification' WHERE false;\n");
		if (!this.down.isEmpty()) {
			sections.add("-- migrate:down\n" + statements(this.down));
		}
		return String.join("\n", sections);
	}

	private static String statements(List<Change> changes) {
		return changes.stream()
			.map((change) -> change.sql().endsWith("\n") ? change.sql() : change.sql() + ";\n")
			.collect(Collectors.joining());
	}

}
