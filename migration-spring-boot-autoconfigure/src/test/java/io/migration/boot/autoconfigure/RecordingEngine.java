// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.migration.MigrationException;
import io.migration.MigrationRun;
import io.migration.Rollout;
import io.migration.testing.UnexpectedEngine;
import org.jspecify.annotations.Nullable;

/**
 * An engine without a database, which remembers what it was asked for.
 */
class RecordingEngine extends UnexpectedEngine {

	static final MigrationRun RUN = new MigrationRun("default", Instant.EPOCH, Duration.ofMillis(5), Duration.ZERO,
			List.of(), 3, 0, null);

	private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	private volatile @Nullable RuntimeException failure;

	static RecordingEngine failing(RuntimeException failure) {
		RecordingEngine engine = new RecordingEngine();
		engine.fail(failure);
		return engine;
	}

	List<String> calls() {
		return List.copyOf(this.calls);
	}

	void fail(@Nullable RuntimeException failure) {
		this.failure = failure;
	}

	private void called(String name) {
		this.calls.add(name);
		RuntimeException failure = this.failure;
		if (failure != null) {
			throw failure;
		}
	}

	@Override
	public String target() {
		return "default";
	}

	@Override
	public MigrationRun migrate() throws MigrationException {
		called("migrate");
		return RUN;
	}

	@Override
	public void validate() {
		called("validate");
	}

	@Override
	public void heartbeat() {
		called("heartbeat");
	}

	@Override
	public Rollout rollout() {
		return Rollout.NONE;
	}

	@Override
	public void leave() {
		called("leave");
	}

}
