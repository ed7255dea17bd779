// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.migration.HeldContract;
import io.migration.MigrationVersion;
import io.migration.StepId;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.StepType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContractEvents}.
 */
class ContractEventsTests {

	private final List<Object> events = new ArrayList<>();

	@Test
	void whatListenersAreToldBecomesAnEvent() {
		ContractEvents listener = new ContractEvents(this.events::add);
		HeldContract contract = new HeldContract("9", "names", null, List.of());
		StepRun run = new StepRun(
				new StepId(MigrationVersion.of("9"), "names", "V9__names.sql", StepType.CONTRACT, null),
				StepState.SUCCEEDED, Instant.EPOCH, Duration.ZERO, 1, List.of(), null);
		listener.contractHeld("default", contract);
		listener.contractOpened("default", contract);
		listener.contracted("default", run);
		assertThat(this.events).containsExactly(new ContractHeldEvent("default", contract),
				new ContractOpenedEvent("default", contract), new ContractedEvent("default", run));
	}

}
