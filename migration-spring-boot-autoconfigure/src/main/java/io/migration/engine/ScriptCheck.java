// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.migration.InvalidScriptsException;
import io.migration.MigrationOptions;
import io.migration.PendingMigration;
import io.migration.ScriptProblem;
import io.migration.StepType;
import io.migration.script.CodeMigration;
import io.migration.script.MigrationCatalog;
import io.migration.script.MigrationContent;
import io.migration.script.Placeholders;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import io.migration.sql.SqlDialect;

/**
 * Reads every script without a database and collects all mistakes.
 */
class ScriptCheck {

	private static final List<String> KNOWN_TO_THE_DATABASE = List.of("flyway:defaultSchema", "flyway:user",
			"flyway:database", "flyway:timestamp", "flyway:table", "flyway:workingDirectory");

	private final MigrationOptions options;

	private final MigrationCatalog catalog;

	private final SqlDialect dialect;

	private final Placeholders placeholders;

	private final List<ScriptProblem> problems = new ArrayList<>();

	ScriptCheck(MigrationOptions options, MigrationCatalog catalog, SqlDialect dialect) {
		Map<String, String> values = new LinkedHashMap<>();
		KNOWN_TO_THE_DATABASE.forEach((name) -> values.put(name, "unknown"));
		values.putAll(options.scripts().placeholders());
		this.options = options;
		this.catalog = catalog;
		this.dialect = dialect;
		this.placeholders = Placeholders.of(values, options.scripts().placeholdersStrict());
	}

	List<PendingMigration> run() {
		List<PendingMigration> read = Stream
			.concat(this.catalog.versioned().stream(), this.catalog.repeatable().stream())
			.map((migration) -> new PendingMigration(StepRecords.versionOf(migration), migration.description(),
					migration.kind(), migration.script(), steps(migration)))
			.toList();
		if (!this.problems.isEmpty()) {
			throw new InvalidScriptsException(this.problems);
		}
		return read;
	}

	private List<StepType> steps(ResolvedMigration migration) {
		if (migration instanceof CodeMigration code) {
			return code.steps();
		}
		ScriptMigration script = (ScriptMigration) migration;
		try {
			MigrationContent content = script.content(this.dialect, this.placeholders);
			new ThrottleCheck(this.options).check(script, content);
			return content.steps().stream().map(ScriptStep::type).toList();
		}
		catch (InvalidScriptsException ex) {
			this.problems.addAll(ex.problems());
			return List.of();
		}
	}

}
