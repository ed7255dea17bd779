// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.NearestWord;

/**
 * Checks which options a marker has.
 *
 * @param owner what the marker opens or says
 * @param valid the options that it may have
 * @param problems where mistakes go
 */
record OptionNames(String owner, List<String> valid, FileProblems problems) {

	boolean check(Marker marker) {
		List<String> unknown = new ArrayList<>(marker.options().keySet());
		unknown.removeAll(this.valid);
		unknown.forEach((name) -> add(name, marker.line()));
		return unknown.isEmpty();
	}

	private void add(String name, int line) {
		String validHere = "Valid here are " + String.join(", ", this.valid) + ".";
		if (SectionType.allOptions().contains(name)) {
			this.problems.add(line, "The option '" + name + "' is not valid for '" + this.owner + "'", validHere);
			return;
		}
		String nearest = NearestWord.to(name, this.valid);
		this.problems.add(line, "Unknown option '" + name + "' of '" + this.owner + "'",
				((nearest != null) ? "Did you mean '" + nearest + "'? " : "") + validHere);
	}

}
