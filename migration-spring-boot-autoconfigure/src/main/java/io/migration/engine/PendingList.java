// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.InvalidScriptsException;
import io.migration.MigrationVersion;
import io.migration.PendingMigration;
import io.migration.StepType;
import io.migration.script.CodeMigration;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Lists what has not run. A script that cannot be read is listed all the same: that it is
 * pending is true, and what is wrong with it is said when it is to be run.
 */
final class PendingList {

	private PendingList() {
	}

	static List<PendingMigration> of(Comparison comparison, Texts texts) throws SQLException {
		List<PendingMigration> pending = new ArrayList<>();
		for (ResolvedMigration migration : comparison.pending()) {
			pending.add(new PendingMigration(text(migration.version()), migration.description(), migration.kind(),
					migration.script(), steps(migration, texts)));
		}
		return pending;
	}

	private static List<StepType> steps(ResolvedMigration migration, Texts texts) throws SQLException {
		if (migration instanceof CodeMigration code) {
			return code.steps();
		}
		ScriptMigration script = (ScriptMigration) migration;
		try {
			return texts.content(script).steps().stream().map(ScriptStep::type).toList();
		}
		catch (InvalidScriptsException ex) {
			return List.of(StepType.UP);
		}
	}

	private static @Nullable String text(@Nullable MigrationVersion version) {
		return (version != null) ? version.toString() : null;
	}

}
