// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.migration.MigrationEngine;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one target. What steers something that runs has a slot of its own: it
 * must not wait for the end of what is to be steered.
 */
final class OperatedTarget {

	private final OperationSlot running = new OperationSlot();

	private final OperationSlot steering = new OperationSlot();

	private final MigrationEngine engine;

	OperatedTarget(MigrationEngine engine) {
		this.engine = engine;
	}

	MigrationEngine engine() {
		return this.engine;
	}

	OperationSlot slotFor(EndpointOperation operation) {
		return operation.steers() ? this.steering : this.running;
	}

	@Nullable OperationRun find(String id) {
		OperationRun run = this.running.find(id);
		return (run != null) ? run : this.steering.find(id);
	}

	List<OperationRun> close() {
		return Stream.of(this.running, this.steering).map(OperationSlot::close).filter(Objects::nonNull).toList();
	}

}
