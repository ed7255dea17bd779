// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.BackfillSettings;
import io.migration.BackfillSettings.OnError;
import io.migration.MigrationEngine;
import io.migration.MigrationOptions;

/**
 * A process that takes part in backfills until none is left.
 */
public final class BackfillingProcess {

	// Small batches, so that there are many moments to be killed at
	private static final BackfillSettings SETTINGS = new BackfillSettings(Duration.ofMillis(60), 50, 3, OnError.STOP,
			Duration.ofMillis(500));

	private BackfillingProcess() {
	}

	public static void main(String[] arguments) {
		MigrationOptions options = MigrationOptions.builder()
			.scripts(MigratingProcess.scripts(arguments))
			.backfill(SETTINGS)
			.build();
		try (HikariDataSource pool = MigratingProcess.pool(arguments)) {
			MigrationEngine engine = MigrationEngineFactory.create(pool, options, List.of(), List.of(),
					BackfillingProcess.class.getClassLoader());
			engine.migrate();
			System.out.println("ready");
			boolean left = true;
			while (left) {
				left = engine.backfill();
			}
			System.out.println("done");
		}
	}

}
