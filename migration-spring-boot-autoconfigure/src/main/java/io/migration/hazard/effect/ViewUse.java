// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import io.migration.hazard.schema.TableModel;
import io.migration.hazard.schema.ViewModel;

/**
 * Tells whether a view needs a column.
 */
final class ViewUse {

	private ViewUse() {
	}

	static Likelihood of(TableModel view, TableModel table, String column) {
		ViewModel model = view.view();
		if (model == null || !model.mayUse(table, column)) {
			return (model != null) ? Likelihood.NO : Likelihood.POSSIBLE;
		}
		return model.uses(table, column) ? Likelihood.CERTAIN : Likelihood.POSSIBLE;
	}

}
