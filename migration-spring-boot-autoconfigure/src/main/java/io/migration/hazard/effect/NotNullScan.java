// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.TableModel;

/**
 * Tells whether rows are read to see that a column has no nulls.
 */
final class NotNullScan {

	private NotNullScan() {
	}

	static Likelihood of(String column, AlterTarget target) {
		TableModel table = target.table();
		if (table == null) {
			return Likelihood.POSSIBLE;
		}
		ColumnModel model = table.column(column);
		if (model != null && model.notNull()) {
			return Likelihood.NO;
		}
		boolean proven = target.schema().version().isAtLeast(12) && table.constraints()
			.stream()
			.filter((constraint) -> !target.drops(constraint.name()))
			.anyMatch((constraint) -> constraint.provesNotNull(column));
		if (proven) {
			return Likelihood.NO;
		}
		return table.isComplete() ? Likelihood.CERTAIN : Likelihood.POSSIBLE;
	}

}
