// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import io.migration.BackfillPressure;

/**
 * From which values on there is pressure.
 *
 * @param high from which value on it is high, zero for never
 * @param critical from which value on it is critical, zero for never
 */
record Bounds(double high, double critical) {

	BackfillPressure of(double value, String measured) {
		if (this.critical > 0 && value >= this.critical) {
			return BackfillPressure.critical(measured);
		}
		return (this.high > 0 && value >= this.high) ? BackfillPressure.high(measured) : BackfillPressure.NONE;
	}

	static BackfillPressure stronger(BackfillPressure one, BackfillPressure other) {
		return (other.level().compareTo(one.level()) > 0) ? other : one;
	}

}
