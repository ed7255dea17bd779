// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.MigrationOptions;
import org.jspecify.annotations.Nullable;

/**
 * In which schemas things are.
 *
 * @param schema the schema that is migrated
 * @param historySchema the schema of the history
 * @param historyTable name of the history
 */
record Placement(String schema, String historySchema, String historyTable) {

	static Placement of(MigrationOptions options, String currentSchema) {
		String schema = (options.schema() != null) ? options.schema() : currentSchema;
		String historySchema = options.history().schema();
		return new Placement(schema, (historySchema != null) ? historySchema : schema, options.history().table());
	}

	/**
	 * The schema by which the history is looked up before anything is known.
	 */
	static @Nullable String configuredHistorySchema(MigrationOptions options) {
		String historySchema = options.history().schema();
		return (historySchema != null) ? historySchema : options.schema();
	}

}
