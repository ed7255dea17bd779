// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import io.migration.ContractRequest;
import io.migration.HeldContract;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.history.AuditNote;
import io.migration.history.HistoryRow;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Notes that somebody approves a contract, or takes that back. Under the lock, so that an
 * approval is not taken back while the contract runs.
 */
class ContractApproval {

	private final MigrationSession session;

	private final MigrationVersion version;

	private final @Nullable String requestedBy;

	private @Nullable HeldContract result;

	ContractApproval(MigrationSession session, ContractRequest request) {
		Assert.isTrue(request.version() != null, "An approval needs the version of the migration");
		this.session = session;
		this.version = Objects.requireNonNull(request.version());
		this.requestedBy = request.requestedBy();
	}

	HeldContract approve() throws SQLException {
		return change((row, approved) -> approved ? null : AuditNote.approved(row, this.requestedBy));
	}

	HeldContract withdraw() throws SQLException {
		return change((row, approved) -> {
			if (!approved) {
				throw new OperationRefusedException(Reason.NOT_APPLICABLE,
						List.of("The contract of migration " + this.version + " is not approved."),
						"Look at the state of the migrations: run status.");
			}
			return AuditNote.withdrawn(row, this.requestedBy);
		});
	}

	private HeldContract change(Change change) throws SQLException {
		ContractRun.requireHeld(this.session.read(), this.version);
		this.session.exclusively((exclusive) -> change(exclusive, change));
		return Objects.requireNonNull(this.result);
	}

	private void change(Exclusive exclusive, Change change) throws SQLException {
		Reading reading = this.session.read();
		HistoryRow row = ContractRun.requireHeld(reading, this.version).get(0);
		AuditNote note = change.note(row, reading.history().contractNotes().approval(this.version) != null);
		if (note != null) {
			exclusive.journal().audit(this.session.connection(), note);
		}
		this.result = this.session.rollout(exclusive.placement().historySchema())
			.contracts(reading.catalog())
			.all()
			.stream()
			.filter((contract) -> contract.version().equals(row.migration()))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * What is noted.
	 */
	private interface Change {

		@Nullable AuditNote note(HistoryRow row, boolean approved);

	}

}
