// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.migration.boot.autoconfigure.BackgroundState;
import io.migration.boot.autoconfigure.ReleaseFitness;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of migrations.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = MigrationObservationAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(TargetStatuses.class)
@ConditionalOnEnabledHealthIndicator("migrations")
public final class MigrationHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "migrationsHealthIndicator", "migrationsHealthContributor" })
	HealthContributor migrationsHealthContributor(TargetStatuses statuses, ObjectProvider<BackgroundState> background,
			ObjectProvider<ReleaseFitness> fitness) {
		BackgroundState state = background.getIfAvailable();
		ReleaseFitness release = fitness.getIfAvailable();
		Set<String> targets = statuses.names();
		if (targets.size() == 1) {
			return new MigrationHealthIndicator(statuses, targets.iterator().next(), state, release);
		}
		return CompositeHealthContributor.fromMap(
				targets.stream().collect(Collectors.toMap(Function.identity(), Function.identity())),
				(target) -> new MigrationHealthIndicator(statuses, target, state, release));
	}

}
