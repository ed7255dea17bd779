// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.migration.ContractMode;
import io.migration.ContractOptions;
import io.migration.MigrationEngine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A register in which an instance expires after two seconds, so that tests need not wait
 * a minute.
 */
@Configuration(proxyBeanMethods = false)
public class QuickRegister {

	private static final Duration INTERVAL = Duration.ofMillis(300);

	private static final Duration EXPIRY = Duration.ofSeconds(2);

	@Bean
	MigrationInstanceRegistration migrationInstanceRegistration(MigrationEngine engine,
			ObjectProvider<RolloutObserver> observers) {
		return new MigrationInstanceRegistration(engine, observers.orderedStream().toList(), INTERVAL, true);
	}

	@Bean
	MigrationOptionsCustomizer quickExpiry(Environment environment) {
		ContractMode mode = environment.getProperty("migration.contract.mode", ContractMode.class, ContractMode.MANUAL);
		Duration soak = environment.getProperty("migration.contract.soak", Duration.class, Duration.ofMinutes(10));
		return (options) -> options.contract(new ContractOptions(mode, soak, EXPIRY, Set.of()));
	}

}
