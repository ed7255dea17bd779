// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;

/**
 * The other side of a foreign key.
 *
 * @param table the referenced table
 * @param columns the referenced columns; empty for its primary key
 * @param onDelete the action in lower case, {@code no action} unless written
 * @param onUpdate the action in lower case, {@code no action} unless written
 * @since 1.0.0
 */
public record Reference(QualifiedName table, List<String> columns, String onDelete, String onUpdate) {

	public Reference {
		columns = List.copyOf(columns);
	}

}
