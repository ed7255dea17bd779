// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import io.migration.sql.QualifiedName;

/**
 * Gives tables of a model made from scripts rows, as a catalog would.
 */
public final class TableSizes {

	private TableSizes() {
	}

	public static void set(SchemaModel schema, String table, long rows) {
		TableModel model = schema.table(new QualifiedName(null, table));
		if (model == null) {
			throw new IllegalArgumentException(table);
		}
		model.setSize(rows, rows * 100);
	}

}
