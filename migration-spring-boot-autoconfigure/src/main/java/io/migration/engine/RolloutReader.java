// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.MigrationOptions;
import io.migration.database.Database;
import io.migration.history.ContractRows;
import io.migration.history.HistoryReader;
import io.migration.rollout.InstanceRegister;
import io.migration.rollout.RegisterView;
import io.migration.script.MigrationCatalog;

/**
 * Reads what concerns contracts: their rows in the history, and the register.
 */
class RolloutReader {

	private final MigrationOptions options;

	private final Connection connection;

	private final Database database;

	private final String schema;

	RolloutReader(MigrationOptions options, Connection connection, Database database, String schema) {
		this.options = options;
		this.connection = connection;
		this.database = database;
		this.schema = schema;
	}

	InstanceRegister register() {
		return new InstanceRegister(this.database, this.schema, this.options.contract().expiry());
	}

	ContractRows rows() throws SQLException {
		return new HistoryReader(this.database, this.schema, this.options.history().table())
			.readContracts(this.connection, this.schema);
	}

	HeldContracts contracts(MigrationCatalog catalog, ContractRows rows) throws SQLException {
		return new HeldContracts(this.options, catalog, rows, register().read(this.connection));
	}

	HeldContracts contracts(MigrationCatalog catalog) throws SQLException {
		return contracts(catalog, rows());
	}

	// What tells only of contracts that have run needs no register
	HeldContracts withoutRegister(MigrationCatalog catalog, ContractRows rows) {
		return new HeldContracts(this.options, catalog, rows, RegisterView.empty(this.options.contract().expiry()));
	}

}
