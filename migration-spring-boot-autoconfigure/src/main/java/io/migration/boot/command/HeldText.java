// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;

import io.migration.GateCondition;
import io.migration.HeldContract;
import io.migration.RegisteredInstance;
import org.jspecify.annotations.Nullable;

/**
 * Contracts that are held, and the instances that they wait for, for people.
 */
final class HeldText {

	private HeldText() {
	}

	static String of(HeldContract contract) {
		StringBuilder text = new StringBuilder();
		text.append("Contract of %s (%s): %s%n".formatted(contract.version(), contract.description(),
				contract.isOpen() ? "open, runs next" : "held"));
		for (GateCondition condition : contract.conditions()) {
			text.append("  %-5s %-9s  %s%n".formatted(condition.met() ? "met" : "UNMET", condition.name(),
					condition.detail()));
		}
		return text.toString();
	}

	static String of(List<RegisteredInstance> instances) {
		TextTable table = new TextTable("INSTANCE", "APPLICATION", "RELEASE", "NEWEST", "ALIVE", "LAST HEARD OF");
		for (RegisteredInstance instance : instances) {
			table.row(instance.instance(), text(instance.application()), text(instance.applicationVersion()),
					text(instance.newestVersion()), instance.alive() ? "yes" : "no", instance.heartbeatAt().toString());
		}
		return table.toString();
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
