// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.IOException;
import java.util.List;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.migration.MigrationEngine;
import io.migration.MigrationOptions;
import io.migration.MigrationRun;
import io.migration.ScriptOptions;

/**
 * A process that waits for a line, migrates once and tells how it went.
 */
public final class MigratingProcess {

	private MigratingProcess() {
	}

	public static void main(String[] arguments) throws IOException {
		MigrationOptions options = MigrationOptions.builder().scripts(scripts(arguments)).build();
		try (HikariDataSource pool = pool(arguments)) {
			MigrationEngine engine = MigrationEngineFactory.create(pool, options, List.of(), List.of(),
					MigratingProcess.class.getClassLoader());
			System.out.println("ready");
			System.in.read();
			MigrationRun run = engine.migrate();
			System.out.println("applied " + run.appliedCount() + ", ran " + run.steps().size());
		}
	}

	/**
	 * Open a pool to the database that the first three arguments of a process name.
	 */
	static HikariDataSource pool(String[] arguments) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(arguments[0]);
		config.setUsername(arguments[1]);
		config.setPassword(arguments[2]);
		config.setMaximumPoolSize(2);
		return new HikariDataSource(config);
	}

	/**
	 * Return the scripts in the folder that the fourth argument of a process names.
	 */
	static ScriptOptions scripts(String[] arguments) {
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		return new ScriptOptions(List.of("filesystem:" + arguments[3]), "V", "U", "R", "__", defaults.suffixes(),
				defaults.placeholders(), false);
	}

}
