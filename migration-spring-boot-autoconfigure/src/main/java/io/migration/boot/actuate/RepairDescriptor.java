// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.RepairReport;
import io.migration.RepairReport.Difference;
import io.migration.ValidationFailedException.Reason;

// JSON of differences between history and scripts
record RepairDescriptor(List<DifferenceDescriptor> differences) {

	static RepairDescriptor of(RepairReport report, boolean showValues) {
		return new RepairDescriptor(report.differences()
			.stream()
			.map((difference) -> DifferenceDescriptor.of(difference, showValues))
			.toList());
	}

	@JsonPropertyOrder({ "migration", "reason", "message", "effect", "accepted" })
	record DifferenceDescriptor(String migration, Reason reason, String message, String effect, boolean accepted) {

		static DifferenceDescriptor of(Difference difference, boolean showValues) {
			return new DifferenceDescriptor(difference.migration(), difference.reason(),
					Headline.of(difference.message(), showValues), difference.effect(), difference.accepted());
		}

	}

}
