// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.HeldContract;
import io.migration.MigrationListener;
import io.migration.StepRun;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what listeners are told of contracts as events of the application.
 */
class ContractEvents implements MigrationListener {

	private final ApplicationEventPublisher publisher;

	ContractEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void contractHeld(String target, HeldContract contract) {
		this.publisher.publishEvent(new ContractHeldEvent(target, contract));
	}

	@Override
	public void contractOpened(String target, HeldContract contract) {
		this.publisher.publishEvent(new ContractOpenedEvent(target, contract));
	}

	@Override
	public void contracted(String target, StepRun run) {
		this.publisher.publishEvent(new ContractedEvent(target, run));
	}

}
