// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.BackfillAction;
import io.migration.BackfillControl;

// JSON of how a backfill stands after somebody steered it
@JsonPropertyOrder({ "action", "effective", "backfill" })
record BackfillControlDescriptor(BackfillAction action, boolean effective, BackfillDescriptor backfill) {

	static BackfillControlDescriptor of(BackfillControl control, boolean showValues) {
		return new BackfillControlDescriptor(control.action(), control.effective(),
				BackfillDescriptor.of(control.backfill(), showValues));
	}

}
