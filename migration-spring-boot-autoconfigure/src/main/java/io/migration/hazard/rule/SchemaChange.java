// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.Persistence;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TypeStatement;
import io.migration.hazard.statement.ViewStatement;

/**
 * Tells whether a statement changes what tables there are, and how they look.
 */
final class SchemaChange {

	private SchemaChange() {
	}

	static boolean is(Situation situation) {
		SqlAction action = situation.action();
		if (action instanceof TableStatement.Create create) {
			return create.persistence() != Persistence.TEMPORARY;
		}
		if (action instanceof TableStatement.CreateAs create) {
			return create.persistence() != Persistence.TEMPORARY;
		}
		if (action instanceof DropStatement drop) {
			return drop.names().stream().anyMatch(situation::isExisting);
		}
		return action instanceof TableStatement.Alter || action instanceof IndexStatement.Create
				|| action instanceof TypeStatement || action instanceof ViewStatement.Create
				|| action instanceof ViewStatement.CreateMaterialized;
	}

}
