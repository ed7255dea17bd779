// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;

import io.migration.MigrationEngine;
import io.migration.boot.actuate.MigrationsEndpoint.MigrationDescriptor;
import io.migration.boot.actuate.MigrationsEndpoint.MigrationsDescriptor;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the endpoint {@code migrations}.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = MigrationObservationAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(TargetStatuses.class)
@ConditionalOnAvailableEndpoint(MigrationsEndpoint.class)
@EnableConfigurationProperties({ MigrationsEndpointProperties.class, MigrationOperationProperties.class })
@RegisterReflectionForBinding({ MigrationsDescriptor.class, MigrationDescriptor.class, TargetDescriptor.class,
		UnreadableTargetDescriptor.class, OperationDescriptor.class, RejectionDescriptor.class, PlanDescriptor.class,
		RunDescriptor.class, LintDescriptor.class, ValidationDescriptor.class, BaselineDescriptor.class,
		RepairDescriptor.class, ResolutionDescriptor.class, HeldContractDescriptor.class })
public final class MigrationsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationsEndpoint migrationsEndpoint(TargetStatuses statuses, MigrationsEndpointProperties properties,
			Environment environment) {
		Duration timeToLive = Binder.get(environment)
			.bind("management.endpoint.migrations.cache.time-to-live", Duration.class)
			.orElse(Duration.ZERO);
		return new MigrationsEndpoint(statuses, timeToLive, properties.getShowValues());
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationOperations migrationOperations(ObjectProvider<MigrationEngine> engines,
			MigrationOperationProperties properties, Environment environment) {
		String baselineDescription = environment.getProperty("migration.baseline-description", "baseline");
		return new MigrationOperations(engines.orderedStream().toList(),
				new MigrationOperations.Settings(properties.rollback(), baselineDescription,
						MigrationOperations.ANSWER_WITHIN, MigrationOperations.STOP_WITHIN));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(endpoint = MigrationsEndpoint.class, exposure = EndpointExposure.WEB)
	MigrationsEndpointWebExtension migrationsEndpointWebExtension(MigrationsEndpoint migrationsEndpoint,
			MigrationOperations operations, MigrationsEndpointProperties properties) {
		return new MigrationsEndpointWebExtension(migrationsEndpoint, operations, properties.getShowValues(),
				properties.getRoles());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(endpoint = MigrationsEndpoint.class, exposure = EndpointExposure.WEB)
	PostedOperationAdvisor migrationsPostedOperationAdvisor() {
		return new PostedOperationAdvisor();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(endpoint = MigrationsEndpoint.class, exposure = EndpointExposure.JMX)
	MigrationsEndpointJmxExtension migrationsEndpointJmxExtension(MigrationOperations operations,
			MigrationsEndpointProperties properties) {
		return new MigrationsEndpointJmxExtension(operations, properties.getShowValues());
	}

}
