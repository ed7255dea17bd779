// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migration.GateCondition;
import io.migration.HeldContract;
import io.migration.execution.ListenerNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the listeners what contracts wait for, once for each change.
 */
class ContractNews {

	private static final Logger logger = LoggerFactory.getLogger(ContractNews.class);

	// These need somebody to do something
	private static final Set<String> TROUBLES = Set.of("verify", "attempt");

	private final ListenerNotifier listeners;

	private final Map<String, Set<String>> told = new HashMap<>();

	ContractNews(ListenerNotifier listeners) {
		this.listeners = listeners;
	}

	void tell(List<HeldContract> held) {
		this.told.keySet().retainAll(held.stream().map(HeldContract::version).toList());
		for (HeldContract contract : held) {
			Set<String> unmet = unmet(contract).map(GateCondition::name).collect(Collectors.toSet());
			if (!unmet.equals(this.told.put(contract.version(), unmet))) {
				tell(contract, unmet);
			}
		}
	}

	private void tell(HeldContract contract, Set<String> unmet) {
		if (unmet.isEmpty()) {
			logger.info("The contract of migration {} is open: all conditions are met", contract.version());
			this.listeners.contractOpened(contract);
			return;
		}
		String text = unmet(contract).map((condition) -> condition.name() + ": " + condition.detail())
			.collect(Collectors.joining(" "));
		if (unmet.stream().anyMatch(TROUBLES::contains)) {
			logger.warn("The contract of migration {} is held: {}", contract.version(), text);
		}
		else {
			logger.info("The contract of migration {} is held: {}", contract.version(), text);
		}
		this.listeners.contractHeld(contract);
	}

	private static Stream<GateCondition> unmet(HeldContract contract) {
		return contract.conditions().stream().filter((condition) -> !condition.met());
	}

}
