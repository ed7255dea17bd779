// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;

import io.migration.MigrationVersion;
import io.migration.StepType;
import io.migration.history.StepRecord;
import io.migration.script.MigrationContent;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the history keeps of a step of a script.
 */
final class StepRecords {

	private StepRecords() {
	}

	static StepRecord of(ScriptMigration script, MigrationContent content, ScriptStep step) {
		if (step.code() != null) {
			return ofCode(script, step);
		}
		List<String> hashes = step.statements().stream().map(ScriptStatement::hash).toList();
		ScriptStep undo = undo(content, step);
		return new StepRecord(versionOf(script), script.description(), script.kind(), step.type(), step.ordinal(),
				step.name(), script.script(), script.size(), script.crc32(), script.checksum(), step.fingerprint(),
				hashes, step.body(), (undo != null) ? undo.body() : null, step.statements().size());
	}

	static StepRecord ofCode(ResolvedMigration migration, ScriptStep step) {
		return new StepRecord(versionOf(migration), migration.description(), migration.kind(), step.type(),
				step.ordinal(), step.name(), step.script(), null, null, null, null, List.of(), null, null, 1);
	}

	private static @Nullable ScriptStep undo(MigrationContent content, ScriptStep step) {
		if (step.type() == StepType.CONTRACT) {
			return content.downOfContract();
		}
		return (step.type() == StepType.UP) ? content.down() : null;
	}

	static @Nullable String versionOf(ResolvedMigration migration) {
		MigrationVersion version = migration.version();
		return (version != null) ? version.toString() : null;
	}

}
