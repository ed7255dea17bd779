// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.ContractRequest;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.ValidationFailedException;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.execution.PlannedStep;
import io.migration.execution.StepExecutor;
import io.migration.history.AuditNote;
import io.migration.history.HistoryRow;
import io.migration.rollout.Gate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs contracts that are held because somebody asks for it. That is the approval, and
 * nobody waits for the end of the soak time; the other conditions have to be met.
 */
class ContractRun {

	private static final Logger logger = LoggerFactory.getLogger(ContractRun.class);

	private final MigrationSession session;

	private final ContractRequest request;

	private final List<String> refusals = new ArrayList<>();

	ContractRun(MigrationSession session, ContractRequest request) {
		this.session = session;
		this.request = request;
	}

	void run() throws SQLException {
		requireHeld(this.session.read(), this.request.version());
		this.session.exclusively(this::work);
	}

	/**
	 * Return the rows of contracts that have not run.
	 * @param reading the history
	 * @param version a version, {@code null} for all
	 * @return the rows, in the order of their versions
	 */
	static List<HistoryRow> held(Reading reading, @Nullable MigrationVersion version) {
		return reading.history()
			.versions()
			.stream()
			.flatMap(List::stream)
			.filter((row) -> row.step() == StepType.CONTRACT && row.state() != StepState.SUCCEEDED)
			.filter((row) -> version == null || version.equals(row.version()))
			.toList();
	}

	/**
	 * Return the rows of contracts that have not run.
	 * @param reading the history
	 * @param version a version, {@code null} for all
	 * @return at least one row
	 * @throws OperationRefusedException if there is none
	 */
	static List<HistoryRow> requireHeld(Reading reading, @Nullable MigrationVersion version) {
		List<HistoryRow> held = held(reading, version);
		if (held.isEmpty()) {
			throw new OperationRefusedException(
					Reason.NOT_APPLICABLE, List.of((version != null)
							? "Migration " + version + " has no contract that is held." : "No contract is held."),
					"Look at the state of the migrations: run status.");
		}
		return held;
	}

	private void work(Exclusive exclusive) throws SQLException {
		Reading reading = this.session.read();
		HeldContracts contracts = contracts(exclusive, reading);
		ContractPlanner planner = new ContractPlanner(reading);
		Map<HistoryRow, PlannedStep> steps = new LinkedHashMap<>();
		for (HistoryRow row : requireHeld(reading, this.request.version())) {
			PlannedStep step = mayRun(contracts, planner, row) ? plan(planner, row) : null;
			if (step != null) {
				steps.put(row, step);
			}
		}
		if (steps.isEmpty() || (this.request.version() != null && !this.refusals.isEmpty())) {
			throw new OperationRefusedException(Reason.NOT_READY, this.refusals, "Ask again when this has changed.");
		}
		run(exclusive, reading, steps);
	}

	private void run(Exclusive exclusive, Reading reading, Map<HistoryRow, PlannedStep> steps) throws SQLException {
		this.session.begin(exclusive, reading, List.copyOf(steps.values()));
		StepExecutor executor = new StepExecutor(exclusive.session(), this.session.run()::add);
		for (Map.Entry<HistoryRow, PlannedStep> step : steps.entrySet()) {
			HistoryRow row = step.getKey();
			// Anew for each, as an old instance may have come while the one before it ran
			String objection = objection(contracts(exclusive, reading), row);
			if (objection == null) {
				exclusive.journal()
					.audit(this.session.connection(), AuditNote.contracted(row, this.request.requestedBy()));
				executor.execute(step.getValue());
			}
			else {
				logger.warn("The contract of migration {} is held: {}.", row.migration(), objection);
			}
		}
	}

	private HeldContracts contracts(Exclusive exclusive, Reading reading) throws SQLException {
		return this.session.rollout(exclusive.placement().historySchema()).contracts(reading.catalog());
	}

	private @Nullable String objection(HeldContracts contracts, HistoryRow row) {
		return new Gate(this.session.options().contract()).objection(contracts.caseOf(row));
	}

	// Where all are asked for, one that cannot be planned does not hold up the others
	private @Nullable PlannedStep plan(ContractPlanner planner, HistoryRow row) throws SQLException {
		try {
			return planner.plan(row);
		}
		catch (ValidationFailedException ex) {
			if (this.request.version() != null) {
				throw ex;
			}
			this.refusals.add(ex.description() + " " + ex.action());
			return null;
		}
	}

	private boolean mayRun(HeldContracts contracts, ContractPlanner planner, HistoryRow row) throws SQLException {
		String obstacle = planner.obstacle(row);
		if (obstacle == null && row.state() == StepState.IN_DOUBT) {
			this.refusals.add("The contract of migration " + row.migration() + " is in doubt: whether statement "
					+ (row.statementsDone() + 1) + " of " + row.statements()
					+ " took effect could not be told. Find out and say so first: "
					+ Commands.resolve(row, "done|redo|undone"));
			return false;
		}
		if (obstacle == null) {
			obstacle = objection(contracts, row);
		}
		if (obstacle != null) {
			this.refusals.add("The contract of migration " + row.migration() + " is held: " + obstacle + ".");
		}
		return obstacle == null;
	}

}
