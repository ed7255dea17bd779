// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.HazardMode;
import io.migration.HazardOptions;
import io.migration.PendingMigration;
import io.migration.hazard.HazardAnalysis;
import io.migration.hazard.HazardAnalysis.Subject;
import io.migration.script.MigrationContent;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import org.jspecify.annotations.Nullable;

/**
 * Lists what has not run, with its hazards. A script that cannot be read is listed all
 * the same: that it is pending is true, and what is wrong with it is said when it is to
 * be run.
 */
final class PendingList {

	private PendingList() {
	}

	static List<PendingMigration> of(Comparison comparison, Texts texts, HazardOptions options, @Nullable String schema)
			throws SQLException {
		List<Subject> subjects = subjects(comparison.pending(), texts);
		if (options.mode() == HazardMode.OFF || subjects.isEmpty()) {
			return subjects.stream().map(Subject::withoutHazards).toList();
		}
		// Most migrations only make something new, and need no further query
		HazardAnalysis offline = HazardAnalysis.offline(options, texts.mask());
		List<PendingMigration> judged = offline.analyze(subjects);
		return offline.touchesExisting()
				? HazardAnalysis.onDatabase(options, texts.catalog(), schema, texts.mask()).analyze(subjects) : judged;
	}

	private static List<Subject> subjects(List<ResolvedMigration> pending, Texts texts) throws SQLException {
		List<ScriptMigration> scripts = new ArrayList<>();
		for (ResolvedMigration migration : pending) {
			if (migration instanceof ScriptMigration script) {
				scripts.add(script);
			}
		}
		List<ReadScript> contents = texts.read(scripts);
		List<Subject> subjects = new ArrayList<>();
		int next = 0;
		for (ResolvedMigration migration : pending) {
			MigrationContent content = (migration instanceof ScriptMigration) ? contents.get(next++).known() : null;
			subjects.add(new Subject(migration, content));
		}
		return subjects;
	}

}
