// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a target looks like.
 *
 * @param databaseName name of the database
 * @param user the current role
 * @param searchPath where names are looked up
 * @param schema the schema that was looked at, {@code null} if there is no current one
 * @param schemaExists whether that schema exists
 * @param mayCreateObjects whether the role may create objects in it
 * @param mayCreateSchemas whether the role may create schemas
 * @param readOnly whether the server is in recovery or the session read-only
 * @param inRecovery whether the server is in recovery
 * @param foreignObject an object in the schema that is not this project's and belongs to
 * no extension, {@code null} if there is none
 * @param historySchemas the schemas with a table named like the history
 * @since 1.0.0
 */
public record TargetCondition(String databaseName, String user, String searchPath, @Nullable String schema,
		boolean schemaExists, boolean mayCreateObjects, boolean mayCreateSchemas, boolean readOnly, boolean inRecovery,
		@Nullable String foreignObject, List<String> historySchemas) {

	public TargetCondition {
		historySchemas = List.copyOf(historySchemas);
	}

}
