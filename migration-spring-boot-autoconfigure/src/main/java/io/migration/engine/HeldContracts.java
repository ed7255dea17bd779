// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.migration.HeldContract;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.history.ContractRows;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.rollout.ContractCase;
import io.migration.rollout.ContractCase.Approval;
import io.migration.rollout.ContractCase.Attempt;
import io.migration.rollout.ContractCase.Here;
import io.migration.rollout.Gate;
import io.migration.rollout.RegisterView;
import io.migration.script.MigrationCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what history, register and scripts say of contracts.
 */
class HeldContracts {

	private final MigrationOptions options;

	private final MigrationCatalog catalog;

	private final ContractRows rows;

	private final HistorySnapshot history;

	private final RegisterView register;

	HeldContracts(MigrationOptions options, MigrationCatalog catalog, ContractRows rows, RegisterView register) {
		this.options = options;
		this.catalog = catalog;
		this.rows = rows;
		this.history = rows.history();
		this.register = register;
	}

	/**
	 * Return the contracts that have not run, in the order of their versions.
	 */
	List<HeldContract> all() {
		Gate gate = new Gate(this.options.contract());
		return contracts().filter((row) -> row.state() != StepState.SUCCEEDED)
			.sorted(Comparator.comparing(HeldContracts::version))
			.map((row) -> gate.judge(caseOf(row)))
			.toList();
	}

	boolean isAnyHeld() {
		return contracts().anyMatch((row) -> row.state() != StepState.SUCCEEDED);
	}

	/**
	 * Return the contracts of this application that have run, at least in part, and that
	 * this release is too old for.
	 */
	List<String> unknown() {
		MigrationVersion newest = this.catalog.newest();
		return contracts().filter(HeldContracts::mayHaveTakenEffect)
			.filter((row) -> newest == null || version(row).isNewerThan(newest))
			.filter((row) -> Objects.equals(owner(row), this.options.identity().application()))
			.map(HistoryRow::migration)
			.toList();
	}

	private static boolean mayHaveTakenEffect(HistoryRow row) {
		return switch (row.state()) {
			case HELD -> false;
			case FAILED -> row.statementsDone() > 0;
			default -> true;
		};
	}

	/**
	 * Return what is to be said of a contract.
	 * @param row the row of the contract
	 */
	ContractCase caseOf(HistoryRow row) {
		MigrationVersion version = version(row);
		HistoryRow up = this.history.up(version);
		boolean applied = up != null && up.state() == StepState.SUCCEEDED && !this.history.isHalfUndone(version);
		return new ContractCase(version, row.description(), (up != null) ? this.rows.detail(up).finishedAt() : null,
				owner(row), new Here(this.options.identity().application(), this.catalog.find(version) != null),
				applied, backfills(version), attempt(row), approval(version),
				this.history.contractNotes().wasUndone(version), this.register);
	}

	// Who has no name when it migrates, such as a command, does not take the contract
	// away
	// from the application
	private @Nullable String owner(HistoryRow row) {
		HistoryRow up = this.history.up(version(row));
		String owner = (up != null) ? this.rows.detail(up).application() : null;
		return (owner != null) ? owner : this.options.identity().application();
	}

	private List<String> backfills(MigrationVersion version) {
		List<String> left = new ArrayList<>();
		for (HistoryRow row : this.history.stepsOf(version)) {
			if (row.step() == StepType.BACKFILL && row.state() != StepState.SUCCEEDED) {
				String name = row.name();
				left.add("backfill" + ((name != null) ? " '" + name + "'" : "") + " is " + row.state());
			}
		}
		return left;
	}

	private Attempt attempt(HistoryRow row) {
		ContractRows.Detail detail = this.rows.detail(row);
		return new Attempt(row.state(), row.attempts(), row.statementsDone(), row.statements(), detail.sinceEnd(),
				detail.error());
	}

	private @Nullable Approval approval(MigrationVersion version) {
		Long id = this.history.contractNotes().approval(version);
		ContractRows.Detail note = (id != null) ? this.rows.details().get(id) : null;
		return (note != null) ? new Approval(note.requestedBy(), note.startedAt()) : null;
	}

	private Stream<HistoryRow> contracts() {
		return this.history.versions()
			.stream()
			.flatMap(List::stream)
			.filter((row) -> row.step() == StepType.CONTRACT && row.version() != null);
	}

	private static MigrationVersion version(HistoryRow row) {
		return Objects.requireNonNull(row.version());
	}

}
