// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migration.HeldContract;
import io.migration.MigrationOptions;
import io.migration.RegisteredInstance;
import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.rollout.RegisterView;
import io.migration.script.MigrationCatalog;
import org.jspecify.annotations.Nullable;

/**
 * The part of the status that tells of contracts and instances.
 *
 * @param held the contracts that wait
 * @param instances the instances in the register
 * @param warnings what may be there without being seen
 */
record RolloutStatus(List<HeldContract> held, List<RegisteredInstance> instances, List<String> warnings) {

	static RolloutStatus read(MigrationOptions options, Connection connection, Database database,
			MigrationCatalog catalog, @Nullable String schema) throws SQLException {
		if (schema == null) {
			return new RolloutStatus(List.of(), List.of(), List.of());
		}
		try {
			return read(options, new RolloutReader(options, connection, database, schema), connection, catalog);
		}
		catch (SQLException ex) {
			if (database.failures().kind(ex) != FailureKind.MISSING_PRIVILEGE) {
				throw ex;
			}
			return new RolloutStatus(List.of(), List.of(),
					List.of("The register of instances cannot be read: " + database.failures().message(ex)));
		}
	}

	private static RolloutStatus read(MigrationOptions options, RolloutReader reader, Connection connection,
			MigrationCatalog catalog) throws SQLException {
		RegisterView register = reader.register().read(connection);
		List<HeldContract> held = new HeldContracts(options, catalog, reader.rows(), register).all();
		List<String> strangers = held.isEmpty() ? List.of()
				: reader.register().strangers(connection, options.contract().roles());
		return new RolloutStatus(held, register.instances(),
				strangers.isEmpty() ? List.of()
						: List.of("Sessions of the application's role come from where no registered instance runs: "
								+ String.join(", ", strangers)
								+ ". They may belong to instances that a contract does not wait for."));
	}

}
