// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.migration.MigrationEngine;
import io.migration.boot.autoconfigure.RolloutObserver;
import io.migration.observation.MigrationMeters;
import io.migration.observation.RolloutGauges;
import io.migration.observation.RunRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of meters.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = MigrationObservationAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ RunRecorder.class, MeterRegistry.class })
public final class MigrationMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationMeters migrationMeters(MeterRegistry registry) {
		return new MigrationMeters(registry);
	}

	@Bean
	RolloutObserver migrationRolloutGauges(MeterRegistry registry, ObjectProvider<MigrationEngine> engines) {
		MigrationEngine engine = engines.getIfUnique();
		return (engine != null) ? new RolloutGauges(registry, engine.target())::set : (rollout) -> {
		};
	}

}
