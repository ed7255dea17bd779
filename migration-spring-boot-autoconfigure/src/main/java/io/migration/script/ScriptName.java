// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import io.migration.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file says.
 *
 * @param role what the file is
 * @param version version of a versioned or undo script
 * @param description the description, words separated by blanks; empty for files that are
 * no script
 * @param message what is wrong with the name
 * @param action what to do about it
 */
record ScriptName(Role role, @Nullable MigrationVersion version, String description, String message, String action) {

	enum Role {

		VERSIONED, UNDO, REPEATABLE,

		/** Settings beside a script. */
		CONFIG,

		/** Not ours. */
		IGNORED,

		/** Probably a mistake. */
		SUSPICIOUS,

		/** Certainly a mistake. */
		INVALID

	}

	static ScriptName script(Role role, @Nullable MigrationVersion version, String description) {
		return new ScriptName(role, version, description, "", "");
	}

	static ScriptName other(Role role) {
		return new ScriptName(role, null, "", "", "");
	}

	static ScriptName mistake(Role role, String message, String action) {
		return new ScriptName(role, null, "", message, action);
	}

}
