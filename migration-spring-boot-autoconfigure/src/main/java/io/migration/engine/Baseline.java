// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;

import io.migration.BaselineRequest;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.StepType;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.history.AuditNote;
import io.migration.history.HistorySnapshot;

/**
 * Takes a schema over at a version.
 */
class Baseline {

	private final MigrationSession session;

	private final BaselineRequest request;

	Baseline(MigrationSession session, BaselineRequest request) {
		this.session = session;
		this.request = request;
	}

	void run() throws SQLException {
		requireNothingApplied(this.session.read().history());
		this.session.exclusively(true, this::write);
	}

	private void write(Exclusive exclusive) throws SQLException {
		HistorySnapshot history = this.session.read().history();
		requireNothingApplied(history);
		exclusive.first()
			.takeOver(this.session.connection(), exclusive.placement(), exclusive.journal(), history.exists(),
					this.request);
		exclusive.journal()
			.audit(this.session.connection(), AuditNote.ofTarget("baseline", StepType.UP,
					"Taken over at version " + this.request.version(), this.request.requestedBy()));
	}

	private void requireNothingApplied(HistorySnapshot history) {
		if (!history.versions().isEmpty() || !history.repeatables().isEmpty()) {
			throw new OperationRefusedException(Reason.NOT_APPLICABLE,
					List.of("The history of the schema is not empty, its newest version is " + history.newest() + "."),
					"A schema is taken over before anything is applied; there is nothing to do here.");
		}
	}

}
