// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.time.Duration;
import java.util.List;

import io.migration.RegisteredInstance;

/**
 * No instance that lacks the migration may be alive.
 */
class InstancesRule implements GateRule {

	private static final String NAME = "instances";

	private final Duration expiry;

	InstancesRule(Duration expiry) {
		this.expiry = expiry;
	}

	@Override
	public Finding check(ContractCase contract) {
		List<String> old = contract.population().old().stream().map(RegisteredInstance::instance).toList();
		return old.isEmpty() ? Finding.met(NAME, "no registered instance without it is alive") : Finding.unmet(NAME,
				"instances of an older release are alive: " + String.join(", ", old),
				"Stop them; one that dies counts for " + SoakRule.text(this.expiry) + " after its last heartbeat.");
	}

	@Override
	public boolean isAbsolute() {
		return true;
	}

}
