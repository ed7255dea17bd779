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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists what has not run, with its hazards. A script that cannot be read is listed all
 * the same: that it is pending is true, and what is wrong with it is said when it is to
 * be run.
 */
final class PendingList {

	private static final Logger logger = LoggerFactory.getLogger(PendingList.class);

	private PendingList() {
	}

	// Early, since the server has to be waited for several times before the first
	// judgement
	static void prepare(HazardOptions options) {
		if (options.mode() != HazardMode.OFF) {
			HazardAnalysis.prepare();
		}
	}

	static List<PendingMigration> of(Comparison comparison, Texts texts, HazardOptions options, @Nullable String schema)
			throws SQLException {
		List<Subject> subjects = subjects(comparison.pending(), texts);
		if (options.mode() == HazardMode.OFF || subjects.isEmpty()) {
			return subjects.stream().map(Subject::withoutHazards).toList();
		}
		return judged(options.mode(), subjects, () -> judge(subjects, texts, options, schema));
	}

	static List<PendingMigration> withoutHazards(Comparison comparison, Texts texts) throws SQLException {
		return subjects(comparison.pending(), texts).stream().map(Subject::withoutHazards).toList();
	}

	// A mistake in what only gives advice must not keep an application from starting
	static List<PendingMigration> judged(HazardMode mode, List<Subject> subjects, Judgement judgement)
			throws SQLException {
		try {
			return judgement.run();
		}
		catch (RuntimeException ex) {
			if (mode == HazardMode.FAIL) {
				throw ex;
			}
			logger.warn("The hazards of the pending migrations could not be found; they run without that", ex);
			return subjects.stream().map(Subject::withoutHazards).toList();
		}
	}

	private static List<PendingMigration> judge(List<Subject> subjects, Texts texts, HazardOptions options,
			@Nullable String schema) throws SQLException {
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

	/**
	 * Finds hazards.
	 */
	interface Judgement {

		List<PendingMigration> run() throws SQLException;

	}

}
