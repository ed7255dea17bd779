// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One operation from its begin on, with its outcome once it has ended.
 */
final class OperationRun {

	private final String id;

	private final String target;

	private final EndpointOperation operation;

	private final @Nullable String requestedBy;

	private final Instant startedAt;

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile @Nullable OperationOutcome outcome;

	OperationRun(String id, String target, EndpointOperation operation, @Nullable String requestedBy,
			Instant startedAt) {
		this.id = id;
		this.target = target;
		this.operation = operation;
		this.requestedBy = requestedBy;
		this.startedAt = startedAt;
	}

	String id() {
		return this.id;
	}

	String target() {
		return this.target;
	}

	EndpointOperation operation() {
		return this.operation;
	}

	@Nullable String requestedBy() {
		return this.requestedBy;
	}

	Instant startedAt() {
		return this.startedAt;
	}

	// What came of it, null while it runs
	@Nullable OperationOutcome outcome() {
		return this.outcome;
	}

	void end(OperationOutcome outcome) {
		this.outcome = outcome;
		this.ended.countDown();
	}

	boolean await(Duration longest) throws InterruptedException {
		return this.ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
	}

}
