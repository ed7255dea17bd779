// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.migration.HeldContract;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.execution.PlannedStep;
import io.migration.execution.StepExecutor;
import io.migration.history.AuditNote;
import io.migration.history.HistoryRow;
import io.migration.lock.LockStatusReader;
import io.migration.script.MigrationCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the contracts whose gates are open. Nobody waits for the lock: whoever holds it
 * may be running them. The gates are judged again once the lock is held.
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
		Set<String> open = open(schema);
		Reading reading = this.session.read();
		ContractPlanner planner = new ContractPlanner(reading);
		for (HistoryRow row : open.isEmpty() ? List.<HistoryRow>of() : ContractRun.requireHeld(reading, null)) {
			String obstacle = planner.obstacle(row);
			if (open.contains(row.migration()) && obstacle == null) {
				execute(exclusive, reading, planner.plan(row), row);
			}
			else if (open.contains(row.migration())) {
				logger.warn("The contract of migration {} is open, but {}", row.migration(), obstacle);
			}
		}
	}

	private void execute(Exclusive exclusive, Reading reading, PlannedStep step, HistoryRow row) throws SQLException {
		this.session.begin(exclusive, reading, List.of(step));
		exclusive.journal().audit(this.session.connection(), AuditNote.opened(row));
		new StepExecutor(exclusive.session(), this.session.run()::add).execute(step);
	}

}
