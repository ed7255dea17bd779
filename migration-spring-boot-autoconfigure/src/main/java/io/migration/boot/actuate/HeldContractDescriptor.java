// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.HeldContract;
import io.migration.boot.actuate.TargetDescriptor.HeldDescriptor;

// JSON of a contract after somebody approved it, or took that back
@JsonPropertyOrder("held")
record HeldContractDescriptor(HeldDescriptor held) {

	static HeldContractDescriptor of(HeldContract contract) {
		return new HeldContractDescriptor(HeldDescriptor.of(contract));
	}

}
