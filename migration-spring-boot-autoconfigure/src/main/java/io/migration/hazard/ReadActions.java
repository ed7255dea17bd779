// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StatementReader;
import io.migration.script.MigrationContent;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import io.migration.sql.SqlStatement;

/**
 * What the statements of one migration are. Depends on the script alone, so scripts can
 * be read side by side.
 */
final class ReadActions {

	private final Map<SqlStatement, SqlAction> actions = new IdentityHashMap<>();

	private final List<SqlAction> all = new ArrayList<>();

	private ReadActions() {
	}

	static ReadActions of(MigrationContent content) {
		ReadActions read = new ReadActions();
		for (ScriptStep step : content.steps()) {
			for (ScriptStatement statement : step.statements()) {
				SqlAction action = StatementReader.read(statement.sql());
				read.actions.put(statement.sql(), action);
				read.all.addAll(NestedActions.of(action));
			}
		}
		return read;
	}

	/**
	 * Return what a statement of the migration is.
	 */
	SqlAction of(ScriptStatement statement) {
		return this.actions.computeIfAbsent(statement.sql(), StatementReader::read);
	}

	/**
	 * Return everything that the migration does, with what runs inside of statements.
	 */
	List<SqlAction> all() {
		return this.all;
	}

}
