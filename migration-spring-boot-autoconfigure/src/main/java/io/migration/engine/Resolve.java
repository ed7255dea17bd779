// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.Resolution;
import io.migration.ResolveRequest;
import io.migration.ResolveRequest.ResolveAs;
import io.migration.StepId;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.database.LocalTransaction;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.history.AuditNote;
import io.migration.history.HistoryRow;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what somebody found out about a step that stopped half-way. The next run
 * goes on from there; nothing is run here.
 */
class Resolve {

	private final MigrationSession session;

	private final ResolveRequest request;

	private @Nullable Resolution resolution;

	Resolve(MigrationSession session, ResolveRequest request) {
		this.session = session;
		this.request = request;
	}

	Resolution run() throws SQLException {
		stopped(this.session.read());
		this.session.exclusively(this::write);
		Resolution written = this.resolution;
		if (written == null) {
			throw new IllegalStateException("Nothing was written");
		}
		return written;
	}

	private void write(Exclusive exclusive) throws SQLException {
		HistoryRow row = stopped(this.session.read());
		int done = statementsDone(row);
		StepState state = (row.step() == StepType.CONTRACT && done == 0) ? StepState.HELD : StepState.FAILED;
		String text = "Resolved as " + this.request.as() + ": " + row.step() + " was " + row.state() + " with "
				+ row.statementsDone() + " of " + row.statements() + " statements done, is " + state + " with " + done
				+ " now";
		try (LocalTransaction transaction = LocalTransaction.begin(this.session.connection())) {
			exclusive.journal().resolve(this.session.connection(), row.id(), state, done);
			exclusive.journal()
				.audit(this.session.connection(), AuditNote.of("resolve", row, text, this.request.requestedBy()));
			transaction.commit();
		}
		StepId id = new StepId(row.version(), row.description(), row.script(), row.step(), row.name());
		this.resolution = new Resolution(this.session.options().target(), id, state, row.statements(), done);
	}

	private int statementsDone(HistoryRow row) {
		return switch (this.request.as()) {
			case DONE -> Math.min(row.statementsDone() + 1, row.statements());
			case REDO -> row.statementsDone();
			case UNDONE -> 0;
		};
	}

	private HistoryRow stopped(Reading reading) {
		for (HistoryRow row : candidates(reading)) {
			boolean inDoubt = row.state() == StepState.IN_DOUBT || row.state() == StepState.RUNNING;
			boolean halfDone = row.state() == StepState.FAILED && row.statementsDone() > 0
					&& this.request.as() == ResolveAs.UNDONE;
			if (inDoubt || halfDone) {
				return row;
			}
		}
		String which = (this.request.as() == ResolveAs.UNDONE) ? "in doubt or half done" : "in doubt";
		throw new OperationRefusedException(Reason.NOT_APPLICABLE,
				List.of("Migration " + this.request.migration() + " has no step that is " + which + "."),
				"Look at the state of the migrations: run status.");
	}

	private List<HistoryRow> candidates(Reading reading) {
		List<HistoryRow> rows = new ArrayList<>();
		reading.history().repeatables().stream().filter(this::isMeant).forEach(rows::add);
		for (List<HistoryRow> steps : reading.history().versions()) {
			MigrationVersion version = steps.get(0).version();
			if (version != null && isMeant(steps.get(0))) {
				HistoryRow down = reading.history().openDown(version);
				if (down != null) {
					rows.add(down);
				}
				rows.addAll(steps);
			}
		}
		return rows;
	}

	private boolean isMeant(HistoryRow row) {
		MigrationVersion version = row.version();
		return (version != null) ? version.toString().equals(this.request.migration())
				: row.migration().equals(this.request.migration());
	}

}
