// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.util.Set;

import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TypeName;

/**
 * New columns of types that are built in: of them a database knows nothing that the
 * statement does not say.
 */
final class PlainAddition {

	private static final Set<String> BUILT_IN = Set.of("int2", "int4", "int8", "numeric", "float4", "float8", "bool",
			"text", "varchar", "bpchar", "bytea", "date", "time", "timetz", "timestamp", "timestamptz", "interval",
			"uuid", "json", "jsonb", "inet", "cidr");

	private PlainAddition() {
	}

	static boolean is(SqlAction action) {
		return action instanceof TableStatement.Alter alter
				&& alter.actions().stream().allMatch(PlainAddition::isPlain);
	}

	private static boolean isPlain(TableAction action) {
		return action instanceof ColumnAction.Add add && add.definition().constraints().isEmpty()
				&& isBuiltIn(add.definition().type());
	}

	private static boolean isBuiltIn(TypeName type) {
		return type.schema() == null && BUILT_IN.contains(type.name());
	}

}
