// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.MigrationEngine;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.PlanOptions;
import io.migration.ScriptOptions;
import io.migration.engine.MigrationEngineFactory;

/**
 * Main class of an instance that migrates, says that it is ready, waits to be told to go,
 * and then takes part in backfills until none is left.
 * <p>
 * Arguments: the address of the database, the folder of the scripts, {@code throttled}
 * for the throttles that are there by default.
 */
public final class BackfillChild {

	private BackfillChild() {
	}

	/**
	 * Take part in backfills.
	 * @param args see above
	 * @throws Exception if they fail
	 */
	public static void main(String[] args) throws Exception {
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		ScriptOptions scripts = new ScriptOptions(List.of("filesystem:" + Path.of(args[1])), "V", "U", "R", "__",
				defaults.suffixes(), defaults.placeholders(), false);
		try (HikariDataSource pool = Pools.open(args[0])) {
			MigrationOptions options = MigrationOptions.builder().scripts(scripts).plan(takesOver()).build();
			MigrationEngine engine = engine(pool, options, args[2].equals("throttled"));
			engine.migrate();
			System.out.println("@ready");
			System.in.read();
			boolean left = true;
			while (left) {
				left = engine.backfill();
			}
			System.out.println("@done");
			System.out.flush();
		}
	}

	private static MigrationEngine engine(DataSource pool, MigrationOptions options, boolean throttled) {
		ClassLoader loader = BackfillChild.class.getClassLoader();
		return throttled ? MigrationEngineFactory.create(pool, options, List.of(), List.of(), List.of(), loader)
				: MigrationEngineFactory.create(pool, options, List.of(), List.of(), loader);
	}

	// The table is there already
	private static PlanOptions takesOver() {
		PlanOptions defaults = PlanOptions.DEFAULTS;
		return new PlanOptions(defaults.outOfOrder(), defaults.onAhead(), true, MigrationVersion.of("0"), "table",
				false);
	}

}
