// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import io.migration.hazard.schema.Routines;
import io.migration.hazard.statement.Expression;

/**
 * Tells whether a default has another value for each row.
 */
final class Volatility {

	private Volatility() {
	}

	static Likelihood of(Expression value, Routines routines) {
		Likelihood strongest = Likelihood.NO;
		for (String function : value.functions()) {
			Boolean isVolatile = routines.isVolatile(function);
			Likelihood likelihood = Likelihood.POSSIBLE;
			if (isVolatile != null) {
				likelihood = isVolatile ? Likelihood.CERTAIN : Likelihood.NO;
			}
			strongest = strongest.or(likelihood);
		}
		return strongest;
	}

}
