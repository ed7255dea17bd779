// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;

import io.migration.sql.SqlStatement;

/**
 * A part of a script as written.
 *
 * @param type what it is
 * @param marker the line that opened it
 * @param body its text without the marker line
 * @param statements its statements, before placeholders are replaced
 * @param allows hazards that the author accepts
 */
record Section(SectionType type, Marker marker, String body, List<SqlStatement> statements,
		List<AllowedHazard> allows) {

	boolean isDownOfContract() {
		return this.type == SectionType.DOWN && "contract".equals(this.marker.option("of"));
	}

	int line() {
		return this.marker.line();
	}

	/**
	 * Return how messages call it.
	 */
	String title() {
		if (isDownOfContract()) {
			return "down of=contract";
		}
		String name = this.marker.option("name");
		return (name != null) ? this.type.word() + " name=" + name : this.type.word();
	}

}
