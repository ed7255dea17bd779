// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;

import io.migration.Rollout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/**
 * Whether this release can live with the database. It cannot once a contract has run that
 * it does not know, be it while this instance was suspended: it refuses traffic then,
 * until the contract is undone.
 *
 * @since 1.0.0
 */
public final class ReleaseFitness implements RolloutObserver {

	private static final Logger logger = LoggerFactory.getLogger(ReleaseFitness.class);

	private final ApplicationContext context;

	private volatile List<String> unknown = List.of();

	ReleaseFitness(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void rolloutRead(Rollout rollout) {
		boolean refused = !this.unknown.isEmpty();
		boolean changed = !this.unknown.equals(rollout.unknown());
		this.unknown = rollout.unknown();
		String reason = reason();
		if (reason != null) {
			if (changed) {
				logger.error("This instance refuses traffic: {}", reason);
			}
			publish(ReadinessState.REFUSING_TRAFFIC);
		}
		else if (refused) {
			logger.info("This instance accepts traffic again: no contract is left that it does not know");
			publish(ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	// Spring Boot may say that the application is ready after it has turned out that it
	// is not, so this is said again with each heartbeat that finds another state
	private void publish(ReadinessState state) {
		ApplicationAvailability availability = this.context.getBeanProvider(ApplicationAvailability.class)
			.getIfAvailable();
		if (availability == null || availability.getReadinessState() != state) {
			AvailabilityChangeEvent.publish(this.context, this, state);
		}
	}

	/**
	 * Return why this release cannot live with the database.
	 * @return the reason, {@code null} if it can
	 */
	public @Nullable String reason() {
		List<String> versions = this.unknown;
		return versions.isEmpty() ? null : "the contract of migration " + String.join(", ", versions)
				+ " has run, which this release does not contain. Replace this instance by one of a newer release, "
				+ "or roll the migration back.";
	}

}
