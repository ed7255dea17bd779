// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.InvalidScriptsException;
import io.migration.database.ScriptsDigest;
import io.migration.script.MigrationCatalog;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of this binary.
 *
 * @param catalog the migrations
 * @param digest what the server is asked about all of them at once, {@code null} if a
 * file cannot be read, which is reported where that file matters
 */
record KnownScripts(MigrationCatalog catalog, @Nullable ScriptsDigest digest) {

	static KnownScripts of(MigrationCatalog catalog) {
		try {
			return new KnownScripts(catalog, digest(catalog));
		}
		catch (InvalidScriptsException ex) {
			return new KnownScripts(catalog, null);
		}
	}

	private static ScriptsDigest digest(MigrationCatalog catalog) {
		ScriptsDigest digest = new ScriptsDigest();
		for (ResolvedMigration migration : catalog.versioned()) {
			if (migration instanceof ScriptMigration script) {
				digest.add(script.name(), script.size(), script.crc32());
			}
			else {
				digest.addCode(migration.name());
			}
		}
		for (ResolvedMigration migration : catalog.repeatable()) {
			if (migration instanceof ScriptMigration script) {
				digest.addRepeatable(script.description(), script.size(), script.crc32());
			}
		}
		return digest;
	}

}
