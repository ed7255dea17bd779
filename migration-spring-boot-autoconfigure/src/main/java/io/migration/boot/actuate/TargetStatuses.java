// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.migration.MigrationEngine;
import io.migration.MigrationStatus;

import org.springframework.util.Assert;

/**
 * The states of all targets of the application, each read when it is asked for and the
 * one last read is too old.
 */
final class TargetStatuses {

	private final Map<String, CachedStatus> targets = new LinkedHashMap<>();

	TargetStatuses(Collection<MigrationEngine> engines, Consumer<MigrationStatus> onRead, LongSupplier nanoTime) {
		for (MigrationEngine engine : engines) {
			String target = engine.target();
			CachedStatus other = this.targets.put(target, new CachedStatus(engine, onRead, nanoTime));
			Assert.isTrue(other == null, () -> "Several migration engines have the target name '" + target
					+ "': give each of them a name of its own");
		}
	}

	Set<String> names() {
		return this.targets.keySet();
	}

	/**
	 * Return the state of a target with all applied migrations, without the hazards of
	 * what is pending.
	 * @param target name of the target, one of {@link #names()}
	 * @param maxAge how old the answer may be
	 * @return the state, or why it cannot be read
	 */
	StatusReading get(String target, Duration maxAge) {
		return find(target).get(maxAge);
	}

	/**
	 * Return the state of a target with all applied migrations, and with the hazards of
	 * what is pending.
	 * @param target name of the target, one of {@link #names()}
	 * @param maxAge how old the answer may be
	 * @return the state, or why it cannot be read
	 */
	StatusReading getWithHazards(String target, Duration maxAge) {
		return find(target).getWithHazards(maxAge);
	}

	private CachedStatus find(String target) {
		CachedStatus status = this.targets.get(target);
		Assert.state(status != null, () -> "There is no target named '" + target + "'");
		return status;
	}

}
