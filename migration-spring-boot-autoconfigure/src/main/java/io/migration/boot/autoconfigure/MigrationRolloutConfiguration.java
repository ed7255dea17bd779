// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.MigrationEngine;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What follows from what the heartbeat finds: contracts run, or this instance refuses
 * traffic.
 */
@Configuration(proxyBeanMethods = false)
class MigrationRolloutConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ReleaseFitness migrationReleaseFitness(ApplicationContext context) {
		return new ReleaseFitness(context);
	}

	@Bean
	ContractRunner migrationContractRunner(MigrationEngine engine, MigrationProperties properties,
			MigrationShutdown shutdown, Environment environment) {
		boolean migrates = properties.mode() == MigrationMode.MIGRATE || properties.mode() == MigrationMode.BACKGROUND;
		boolean worker = environment.getProperty("migration.backfill.worker", Boolean.class, true);
		return new ContractRunner(engine, shutdown, properties.enabled() && migrates && worker);
	}

}
