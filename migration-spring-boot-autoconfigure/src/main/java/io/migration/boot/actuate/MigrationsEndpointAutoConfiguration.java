// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;

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
@EnableConfigurationProperties(MigrationsEndpointProperties.class)
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
	@ConditionalOnAvailableEndpoint(endpoint = MigrationsEndpoint.class, exposure = EndpointExposure.WEB)
	MigrationsEndpointWebExtension migrationsEndpointWebExtension(MigrationsEndpoint migrationsEndpoint,
			MigrationsEndpointProperties properties) {
		return new MigrationsEndpointWebExtension(migrationsEndpoint, properties.getShowValues(),
				properties.getRoles());
	}

}
