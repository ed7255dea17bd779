// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;

import io.migration.hazard.schema.Age;
import io.migration.hazard.schema.Knowledge;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.statement.LockMode;
import io.migration.sql.QualifiedName;

/**
 * What a statement does to one table or materialized view.
 *
 * @param table the table
 * @param kind what the table is
 * @param mode the strongest lock it takes
 * @param momentary whether that lock is taken at the end and for an instant only
 * @param rewrite whether the rows are written anew
 * @param scan whether all rows are read
 * @param rebuiltIndexes the existing indexes that are built anew
 * @param age when the table came into being
 * @param rows the number of rows as the server estimates it; -1 if not known
 * @param knowledge where this comes from
 * @since 1.0.0
 */
public record TableEffect(QualifiedName table, RelationKind kind, LockMode mode, boolean momentary, Likelihood rewrite,
		Likelihood scan, List<String> rebuiltIndexes, Age age, long rows, Knowledge knowledge) {

	public TableEffect {
		rebuiltIndexes = List.copyOf(rebuiltIndexes);
	}

	/**
	 * Return whether the table was there before the present migration, so that others may
	 * use it.
	 * @return {@code true} if it was, or may have been
	 */
	public boolean isExisting() {
		return this.age == Age.EXISTING;
	}

	/**
	 * Return whether it holds rows or stands for tables that do.
	 * @return {@code false} for views, sequences and composite types
	 */
	public boolean isTable() {
		return this.kind != RelationKind.VIEW && this.kind != RelationKind.SEQUENCE
				&& this.kind != RelationKind.COMPOSITE;
	}

}
