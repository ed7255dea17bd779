// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.RepairReport;
import io.migration.RepairReport.Difference;
import io.migration.RepairRequest;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Problem;
import io.migration.ValidationFailedException.Reason;
import io.migration.database.LocalTransaction;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.history.AuditNote;
import io.migration.history.HistoryRow;
import io.migration.history.StepRecord;
import io.migration.script.MigrationContent;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Accepts differences between history and scripts, one migration at a time. What was
 * accepted is noted in the history, with the old and the new statement.
 */
class Repair {

	private static final Set<Reason> REPAIRABLE = EnumSet.of(Reason.CHANGED, Reason.MISSING, Reason.EDITED_AFTER_RUN);

	private final MigrationSession session;

	private final RepairRequest request;

	private final List<Difference> differences = new ArrayList<>();

	Repair(MigrationSession session, RepairRequest request) {
		this.session = session;
		this.request = request;
	}

	RepairReport run() throws SQLException {
		String migration = this.request.migration();
		List<Problem> problems = repairable(this.session.read(), migration);
		if (migration == null) {
			problems.forEach((problem) -> note(problem, false));
		}
		else {
			this.session.exclusively(this::accept);
		}
		return new RepairReport(this.session.options().target(), this.differences);
	}

	private void accept(Exclusive exclusive) throws SQLException {
		Reading reading = this.session.read();
		for (Problem problem : repairable(reading, this.request.migration())) {
			accept(exclusive, reading, problem);
			note(problem, true);
		}
	}

	private List<Problem> repairable(Reading reading, @Nullable String migration) throws SQLException {
		List<Problem> problems = new ArrayList<>(reading.comparison().problems());
		try {
			reading.plan();
		}
		catch (ValidationFailedException ex) {
			problems.addAll(ex.problems());
		}
		List<Problem> repairable = problems.stream()
			.filter((problem) -> REPAIRABLE.contains(problem.reason()))
			.filter((problem) -> migration == null || problem.migration().equals(migration))
			.toList();
		if (migration != null && repairable.isEmpty()) {
			throw new OperationRefusedException(OperationRefusedException.Reason.NOT_APPLICABLE,
					List.of("Migration " + migration + " has no difference between history and script to accept."),
					"List the differences: run repair without a version.");
		}
		return repairable;
	}

	private void accept(Exclusive exclusive, Reading reading, Problem problem) throws SQLException {
		HistoryRow row = row(reading, problem);
		AuditNote note = (problem.reason() == Reason.MISSING)
				? AuditNote.missingAccepted(row, problem.message(), this.request.requestedBy())
				: AuditNote.of("repair", row, problem.message(), this.request.requestedBy());
		try (LocalTransaction transaction = LocalTransaction.begin(this.session.connection())) {
			if (problem.reason() != Reason.MISSING) {
				rewrite(exclusive, reading, row);
			}
			exclusive.journal().audit(this.session.connection(), note);
			transaction.commit();
		}
	}

	private HistoryRow row(Reading reading, Problem problem) {
		MigrationVersion version = MigrationVersion.of(problem.migration());
		HistoryRow row = reading.history().up(version);
		if (row == null || (problem.reason() == Reason.MISSING && row.state() != StepState.SUCCEEDED)) {
			throw new OperationRefusedException(OperationRefusedException.Reason.UNFINISHED,
					List.of("Migration " + problem.migration() + " stopped half-way, so it cannot be left as it is."),
					"Put its script back and finish it, roll it back, or undo it by hand and say so: "
							+ ((row != null) ? Commands.resolve(row, "undone") : ""));
		}
		return row;
	}

	private void rewrite(Exclusive exclusive, Reading reading, HistoryRow row) throws SQLException {
		ResolvedMigration migration = (row.version() != null) ? reading.catalog().find(row.version()) : null;
		if (!(migration instanceof ScriptMigration script)) {
			throw new OperationRefusedException(
					OperationRefusedException.Reason.NOT_APPLICABLE, List.of("Migration " + row.migration()
							+ " was applied from the script " + row.script() + " and is a class now."),
					"Put the script back and give the class a version of its own.");
		}
		MigrationContent content = reading.texts().content(script);
		for (HistoryRow known : reading.history().stepsOf(Objects.requireNonNull(row.version()))) {
			ScriptStep step = step(content, known);
			if (step != null && !isHalfRunContract(known)) {
				StepRecord record = StepRecords.of(script, content, step);
				exclusive.journal().rewrite(this.session.connection(), known.id(), record);
			}
		}
	}

	// Its text tells which statements are done
	private static boolean isHalfRunContract(HistoryRow row) {
		return row.step() == StepType.CONTRACT && row.state() != StepState.SUCCEEDED && row.state() != StepState.HELD;
	}

	private static @Nullable ScriptStep step(MigrationContent content, HistoryRow row) {
		return content.steps()
			.stream()
			.filter((step) -> step.type() == row.step() && Objects.equals(step.name(), row.name()))
			.findFirst()
			.orElse(null);
	}

	private void note(Problem problem, boolean accepted) {
		this.differences.add(new Difference(problem.migration(), problem.reason(), problem.message(),
				effect(problem.reason()), accepted));
	}

	private static String effect(Reason reason) {
		return (reason == Reason.MISSING)
				? "The version counts as applied although the application does not contain it. The schema is not changed."
				: "The script as it is now counts as what was applied. The schema is not changed: what the script would do "
						+ "differently has to be done by hand or by a new migration.";
	}

}
