// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.MigrationPlan;
import io.migration.MigrationVersion;
import io.migration.PendingMigration;
import io.migration.RollbackRequest;
import io.migration.database.SecretMask;
import io.migration.execution.PlannedStep;
import io.migration.execution.RollbackExecutor;
import io.migration.execution.StepPlans;
import io.migration.history.HistorySnapshot;

/**
 * Tells what a run would do, without doing any of it.
 */
class PlanReader {

	private final MigrationSession session;

	PlanReader(MigrationSession session) {
		this.session = session;
	}

	MigrationPlan migration() throws SQLException {
		Reading reading = this.session.read();
		reading.requireNoProblem();
		List<PlannedStep> steps = reading.plan();
		return plan(reading, steps, false, PendingList.of(reading.comparison(), this.session.texts(),
				this.session.options().hazard(), this.session.options().schema()));
	}

	MigrationPlan rollback(RollbackRequest request) throws SQLException {
		Reading reading = this.session.read();
		List<PlannedStep> steps = new Rollback(this.session, request).plan(reading);
		return plan(reading, steps, !steps.isEmpty() && RollbackExecutor.fitsOneTransaction(steps), List.of());
	}

	private MigrationPlan plan(Reading reading, List<PlannedStep> steps, boolean oneTransaction,
			List<PendingMigration> pending) throws SQLException {
		HistorySnapshot history = reading.history();
		MigrationVersion newest = history.newest();
		SecretMask mask = SecretMask.of(this.session.options().scripts().placeholders());
		return new MigrationPlan(this.session.options().target(), this.session.database().name(), schema(history),
				(newest != null) ? newest.toString() : null,
				steps.stream().map((step) -> StepPlans.of(step, mask)).toList(), oneTransaction, warnings(reading),
				pending);
	}

	private String schema(HistorySnapshot history) throws SQLException {
		String schema = this.session.options().schema();
		if (schema == null) {
			schema = history.exists() ? history.currentSchema() : this.session.texts().condition().schema();
		}
		return (schema != null) ? schema : "";
	}

	private List<String> warnings(Reading reading) throws SQLException {
		List<String> warnings = new ArrayList<>(reading.catalog().warnings());
		if (!reading.comparison().ahead().isEmpty()) {
			warnings.add(ProblemTexts.aheadMessage(reading.comparison().ahead(), reading.catalog().newest()));
		}
		boolean foreign = !reading.history().exists() && this.session.texts().condition().foreignObject() != null;
		if (foreign && !this.session.options().plan().baselineOnMigrate()) {
			warnings.add("The schema is not empty and has no history: migrating is refused until it is taken over.");
		}
		return warnings;
	}

}
