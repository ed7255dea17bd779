// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.stream.Collectors;

import io.migration.RepairReport;
import io.migration.RepairReport.Difference;

/**
 * Differences between history and scripts, for people.
 */
final class RepairText {

	private RepairText() {
	}

	static String of(RepairReport report) {
		if (report.differences().isEmpty()) {
			return "There is no difference between history and scripts that can be accepted.";
		}
		return report.differences().stream().map(RepairText::of).collect(Collectors.joining(System.lineSeparator()));
	}

	private static String of(Difference difference) {
		return "%s %s%s%n%s%n%s%n".formatted(difference.migration(), difference.reason(),
				difference.accepted() ? ", accepted now" : ", not accepted",
				difference.message().indent(2).stripTrailing(),
				("Accepting it means: " + difference.effect()).indent(2).stripTrailing());
	}

}
