// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.OnAhead;
import io.migration.OutOfOrder;
import io.migration.PlanOptions;
import io.migration.StepState;
import io.migration.ValidationFailedException.Problem;
import io.migration.engine.Comparison.SameTokens;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.history.StepText;
import io.migration.script.MigrationCatalog;
import io.migration.script.MigrationContent;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;

/**
 * Compares history and scripts, the cheapest way first: size and CRC-32, then the hash of
 * the bytes, and only for what still differs the tokens.
 */
class Comparer {

	private final PlanOptions options;

	private final MigrationCatalog catalog;

	private final HistorySnapshot history;

	private final TextSource texts;

	private final List<ResolvedMigration> pending = new ArrayList<>();

	private final List<ResolvedMigration> superseded = new ArrayList<>();

	private final List<Problem> problems = new ArrayList<>();

	private final List<MigrationVersion> ahead = new ArrayList<>();

	private final List<SameTokens> sameTokens = new ArrayList<>();

	Comparer(PlanOptions options, MigrationCatalog catalog, HistorySnapshot history, TextSource texts) {
		this.options = options;
		this.catalog = catalog;
		this.history = history;
		this.texts = texts;
	}

	Comparison compare() throws SQLException {
		for (ResolvedMigration migration : this.catalog.versioned()) {
			compareVersioned(migration, Objects.requireNonNull(migration.version()));
		}
		for (List<HistoryRow> steps : this.history.versions()) {
			lookFor(steps.get(0));
		}
		if (!this.ahead.isEmpty() && this.options.onAhead() == OnAhead.FAIL) {
			this.problems.add(ProblemTexts.ahead(this.ahead, this.catalog.newest()));
		}
		if (this.ahead.isEmpty()) {
			for (ResolvedMigration migration : this.catalog.repeatable()) {
				compareRepeatable(migration);
			}
		}
		return new Comparison(this.pending, this.superseded, this.problems, this.ahead, this.sameTokens);
	}

	private void compareVersioned(ResolvedMigration migration, MigrationVersion version) throws SQLException {
		HistoryRow row = this.history.up(version);
		if (row == null) {
			comparePending(migration, version);
		}
		else if (this.history.isHalfUndone(version)) {
			this.problems.add(ProblemTexts.halfUndone(Objects.requireNonNull(this.history.openDown(version))));
		}
		else if (row.state() == StepState.IN_DOUBT) {
			this.problems.add(ProblemTexts.inDoubt(row));
		}
		else if (row.state() != StepState.SUCCEEDED) {
			this.pending.add(migration);
		}
		else if (row.kind() == MigrationKind.VERSIONED) {
			compareApplied(migration, row);
		}
	}

	private void comparePending(ResolvedMigration migration, MigrationVersion version) {
		MigrationVersion baseline = this.history.baseline();
		if (baseline != null && !version.isNewerThan(baseline)) {
			return;
		}
		MigrationVersion newest = this.history.newest();
		if (newest != null && newest.isNewerThan(version) && this.options.outOfOrder() == OutOfOrder.FAIL) {
			this.problems.add(ProblemTexts.outOfOrder(migration, newest));
			return;
		}
		this.pending.add(migration);
	}

	private void compareApplied(ResolvedMigration migration, HistoryRow row) throws SQLException {
		if (!(migration instanceof ScriptMigration script)) {
			if (row.fingerprint() != null) {
				this.problems.add(ProblemTexts.kindChanged(row, migration));
			}
			return;
		}
		if (sameBytes(script, row)) {
			return;
		}
		ScriptStep up = this.texts.content(script).up();
		if (up.fingerprint().equals(row.fingerprint())) {
			this.sameTokens.add(new SameTokens(row, script));
		}
		else {
			this.problems.add(ProblemTexts.changed(row, script, up, this.texts.stored(this.history, row)));
		}
	}

	private static boolean sameBytes(ScriptMigration script, HistoryRow row) {
		Long size = row.size();
		Long crc32 = row.crc32();
		boolean same = size != null && crc32 != null && size == script.size() && crc32 == script.crc32();
		return same || script.checksum().equals(row.checksum());
	}

	private void compareRepeatable(ResolvedMigration migration) throws SQLException {
		HistoryRow row = this.history.repeatable(migration.description());
		if (row != null && row.state() == StepState.IN_DOUBT) {
			this.problems.add(ProblemTexts.inDoubt(row));
		}
		else if (row == null || row.state() != StepState.SUCCEEDED || !isSame(migration, row)) {
			this.pending.add(migration);
			if (ranBefore(migration)) {
				this.superseded.add(migration);
			}
		}
		else if (this.history.undoneSince(row)) {
			// What it stands on may be gone; an instance that serves does not care
			this.pending.add(migration);
			this.superseded.add(migration);
		}
	}

	private boolean isSame(ResolvedMigration migration, HistoryRow row) throws SQLException {
		if (!(migration instanceof ScriptMigration script)) {
			return true;
		}
		String fingerprint = row.fingerprint();
		boolean usesValues = fingerprint == null || fingerprint.indexOf(':') >= 0;
		if (!usesValues && sameBytes(script, row)) {
			return true;
		}
		return this.texts.content(script).up().fingerprint().equals(fingerprint);
	}

	private boolean ranBefore(ResolvedMigration migration) {
		return migration instanceof ScriptMigration script && this.history.rows()
			.stream()
			.anyMatch((row) -> row.version() == null && row.state() == StepState.SUCCEEDED
					&& row.description().equals(migration.description()) && sameBytes(script, row));
	}

	private void lookFor(HistoryRow row) {
		MigrationVersion version = Objects.requireNonNull(row.version());
		if (row.kind() != MigrationKind.VERSIONED || this.catalog.find(version) != null
				|| this.history.isAcceptedMissing(version)) {
			return;
		}
		MigrationVersion newest = this.catalog.newest();
		if (newest == null || version.isNewerThan(newest)) {
			this.ahead.add(version);
		}
		else if (row.state() == StepState.SUCCEEDED || row.state() == StepState.IN_DOUBT || row.statementsDone() > 0) {
			this.problems.add(ProblemTexts.missing(row, newest));
		}
	}

	/**
	 * Gets texts only when they are needed.
	 */
	interface TextSource {

		MigrationContent content(ScriptMigration script) throws SQLException;

		List<ScriptStep> backfills(ResolvedMigration migration) throws SQLException;

		List<ReadScript> read(List<ScriptMigration> scripts) throws SQLException;

		StepText stored(HistorySnapshot history, HistoryRow row) throws SQLException;

	}

}
