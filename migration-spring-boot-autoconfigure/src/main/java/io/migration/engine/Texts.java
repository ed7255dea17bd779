// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.MigrationOptions;
import io.migration.database.CatalogSnapshot;
import io.migration.database.Database;
import io.migration.database.SecretMask;
import io.migration.database.TargetCondition;
import io.migration.history.HistoryReader;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.history.StepText;
import io.migration.script.CodeMigration;
import io.migration.script.KeptScript;
import io.migration.script.MigrationContent;
import io.migration.script.Placeholders;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Gets the texts of scripts and rows. What only the database knows is asked for when a
 * script is read for the first time.
 */
class Texts implements Comparer.TextSource {

	private final MigrationOptions options;

	private final Connection connection;

	private final Database database;

	private final HistoryReader reader;

	private @Nullable TargetCondition condition;

	private @Nullable Placeholders placeholders;

	private @Nullable ReadScripts last;

	Texts(MigrationOptions options, Connection connection, Database database, HistoryReader reader) {
		this.options = options;
		this.connection = connection;
		this.database = database;
		this.reader = reader;
	}

	TargetCondition condition() throws SQLException {
		TargetCondition known = this.condition;
		if (known == null) {
			known = this.database.inspector()
				.inspect(this.connection, this.options.schema(), this.options.history().table());
			this.condition = known;
		}
		return known;
	}

	@Override
	public MigrationContent content(ScriptMigration script) throws SQLException {
		return script.content(this.database.dialect(), placeholders());
	}

	@Override
	public List<ScriptStep> backfills(ResolvedMigration migration) throws SQLException {
		return (migration instanceof ScriptMigration script) ? content(script).backfills()
				: ((CodeMigration) migration).backfills(this.database.dialect());
	}

	// By all processors: a first run reads hundreds before it may run the first one
	@Override
	public List<ReadScript> read(List<ScriptMigration> scripts) throws SQLException {
		ReadScripts known = this.last;
		if (known == null || !known.scripts().equals(scripts)) {
			Placeholders values = placeholders();
			known = new ReadScripts(scripts,
					scripts.parallelStream()
						.map((script) -> ReadScript.of(script, this.database.dialect(), values, this.options))
						.toList());
			this.last = known;
		}
		return known.contents();
	}

	CatalogSnapshot catalog() throws SQLException {
		return this.database.catalogReader().read(this.connection);
	}

	SecretMask mask() {
		return SecretMask.of(this.options.scripts().placeholders());
	}

	private Placeholders placeholders() throws SQLException {
		Placeholders known = this.placeholders;
		if (known == null) {
			known = Placeholders.of(values(condition()), this.options.scripts().placeholdersStrict());
			this.placeholders = known;
		}
		return known;
	}

	ScriptStep kept(KeptScript script) throws SQLException {
		return script.undo(this.database.dialect(), placeholders());
	}

	@Nullable String undo(HistorySnapshot history, HistoryRow row) throws SQLException {
		return this.reader.readUndo(this.connection, history, row.id());
	}

	private Map<String, String> values(TargetCondition target) {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("flyway:defaultSchema", String.valueOf(target.schema()));
		values.put("flyway:user", target.user());
		values.put("flyway:database", target.databaseName());
		values.put("flyway:timestamp", Instant.now().toString());
		values.put("flyway:table", this.options.history().table());
		values.put("flyway:workingDirectory", System.getProperty("user.dir", ""));
		values.putAll(this.options.scripts().placeholders());
		return values;
	}

	@Override
	public StepText stored(HistorySnapshot history, HistoryRow row) throws SQLException {
		return this.reader.readText(this.connection, history, row.id());
	}

	/**
	 * What was read last: hazards are looked for in what is planned next.
	 */
	private record ReadScripts(List<ScriptMigration> scripts, List<ReadScript> contents) {

	}

}
