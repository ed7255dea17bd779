// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * A migration that this binary contains.
 *
 * @since 1.0.0
 */
public sealed interface ResolvedMigration permits ScriptMigration, CodeMigration {

	/**
	 * Return the version.
	 * @return the version or {@code null} for a repeatable migration
	 */
	@Nullable MigrationVersion version();

	/**
	 * Return the description.
	 * @return the description, words separated by blanks
	 */
	String description();

	/**
	 * Return whether it has a version.
	 * @return {@link MigrationKind#VERSIONED} or {@link MigrationKind#REPEATABLE}
	 */
	MigrationKind kind();

	/**
	 * Return where it comes from.
	 * @return the path of the file relative to its location, or the name of a class
	 */
	String script();

	/**
	 * Return how it is called in messages, tables and meters.
	 * @return the version, or {@code R__description}
	 */
	default String name() {
		MigrationVersion version = version();
		return (version != null) ? version.toString() : "R__" + description();
	}

}
