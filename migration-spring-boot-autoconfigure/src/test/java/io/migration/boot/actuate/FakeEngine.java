// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import io.migration.testing.UnexpectedEngine;

/**
 * An engine without a database: it tells what it is told to and counts how often.
 */
class FakeEngine extends UnexpectedEngine {

	private final AtomicInteger reads = new AtomicInteger();

	private final AtomicInteger judgements = new AtomicInteger();

	private final List<MigrationListener> listeners = new ArrayList<>();

	private final String target;

	private volatile Supplier<MigrationStatus> status = () -> {
		throw new IllegalStateException("Nothing to tell");
	};

	FakeEngine() {
		this("default");
	}

	FakeEngine(String target) {
		this.target = target;
	}

	FakeEngine tells(MigrationStatus status) {
		return tells(() -> status);
	}

	FakeEngine tells(Supplier<MigrationStatus> status) {
		this.status = status;
		return this;
	}

	FakeEngine fails(RuntimeException failure) {
		return tells(() -> {
			throw failure;
		});
	}

	FakeEngine listeners(List<MigrationListener> listeners) {
		this.listeners.addAll(listeners);
		return this;
	}

	void ends(MigrationRun run) {
		this.listeners.forEach((listener) -> listener.afterRun(run));
	}

	/**
	 * Return how often the state was asked for.
	 * @return the number
	 */
	int reads() {
		return this.reads.get();
	}

	/**
	 * Return how often the state was asked for with the hazards of what is pending.
	 * @return the number
	 */
	int judgements() {
		return this.judgements.get();
	}

	@Override
	public String target() {
		return this.target;
	}

	@Override
	public MigrationStatus status(int limit) {
		this.judgements.incrementAndGet();
		return statusWithoutHazards(limit);
	}

	@Override
	public MigrationStatus statusWithoutHazards(int limit) {
		this.reads.incrementAndGet();
		MigrationStatus all = this.status.get();
		return new MigrationStatus(all.target(), all.database(), all.schema(), all.state(), all.version(),
				all.appliedCount(), all.applied().stream().limit(limit).toList(), all.unfinished(), all.pending(),
				all.running(), all.lock(), all.required(), all.backfills(), all.held(), all.instances(),
				all.warnings());
	}

}
