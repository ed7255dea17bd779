// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.migration.HeldContract;
import io.migration.ValidationFailedException;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.execution.PlannedStep;
import io.migration.execution.StepExecutor;
import io.migration.history.AuditNote;
import io.migration.history.HistoryRow;
import io.migration.lock.LockStatusReader;
import io.migration.script.MigrationCatalog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the contracts whose gates are open. Nobody waits for the lock: whoever holds it
 * may be running them. Each gate is judged again under the lock, right before its
 * contract.
 */
class OpenContracts {

	private static final Logger logger = LoggerFactory.getLogger(OpenContracts.class);

	private final MigrationSession session;

	private final MigrationCatalog catalog;

	OpenContracts(MigrationSession session, MigrationCatalog catalog) {
		this.session = session;
		this.catalog = catalog;
	}

	void run() throws SQLException {
		Reading reading = this.session.read();
		String schema = reading.history().schema();
		if (schema != null && !open(schema).isEmpty() && isFree(schema)) {
			this.session.exclusivelyIfFree((exclusive) -> work(exclusive, schema));
		}
	}

	private boolean isFree(String schema) throws SQLException {
		return !new LockStatusReader(this.session.database(), schema, this.session.options().history().table())
			.read(this.session.connection())
			.held();
	}

	private Set<String> open(String schema) throws SQLException {
		return this.session.rollout(schema)
			.contracts(this.catalog)
			.all()
			.stream()
			.filter(HeldContract::isOpen)
			.map(HeldContract::version)
			.collect(Collectors.toSet());
	}

	private void work(Exclusive exclusive, String schema) throws SQLException {
		Reading reading = this.session.read();
		ContractPlanner planner = new ContractPlanner(reading);
		Set<String> open = open(schema);
		boolean ran = false;
		for (HistoryRow row : ContractRun.held(reading, null)) {
			// While the one before it ran an old instance may have come
			open = ran ? open(schema) : open;
			PlannedStep step = open.contains(row.migration()) ? plan(planner, row) : null;
			ran = step != null;
			if (step != null) {
				execute(exclusive, reading, step, row);
			}
		}
	}

	// One that cannot be planned must not keep those behind it from running
	private static @Nullable PlannedStep plan(ContractPlanner planner, HistoryRow row) throws SQLException {
		String obstacle;
		try {
			obstacle = planner.obstacle(row);
			if (obstacle == null) {
				return planner.plan(row);
			}
		}
		catch (ValidationFailedException ex) {
			obstacle = "cannot run: " + ex.description() + " " + ex.action();
		}
		logger.warn("The contract of migration {} is open, but {}", row.migration(), obstacle);
		return null;
	}

	private void execute(Exclusive exclusive, Reading reading, PlannedStep step, HistoryRow row) throws SQLException {
		this.session.begin(exclusive, reading, List.of(step));
		exclusive.journal().audit(this.session.connection(), AuditNote.opened(row));
		new StepExecutor(exclusive.session(), this.session.run()::add).execute(step);
	}

}
