// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;

/**
 * The columns along which a table is walked through. Values of keys travel as text.
 *
 * @param columns names as the catalog has them, in the order of an index
 * @param types their types as the database writes them
 * @since 1.0.0
 */
public record TableKey(List<String> columns, List<String> types) {

	public TableKey {
		columns = List.copyOf(columns);
		types = List.copyOf(types);
	}

	/**
	 * Tell people which row has a key.
	 * @param values the values
	 * @return for instance {@code (tenant_id, id) = (7, 42)}
	 */
	public String describe(List<String> values) {
		return (this.columns.size() == 1) ? this.columns.get(0) + " = " + values.get(0)
				: "(" + String.join(", ", this.columns) + ") = (" + String.join(", ", values) + ")";
	}

}
