// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.migration.boot.autoconfigure.BackgroundAvailabilityAutoConfiguration;
import io.migration.boot.autoconfigure.BackgroundState;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that makes migrations in the background a part of the readiness
 * group. After the one that makes that group, since the last one to change it wins.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = BackgroundAvailabilityAutoConfiguration.class,
		afterName = "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration")
@ConditionalOnClass({ HealthEndpointGroupsPostProcessor.class, SecurityContext.class })
@ConditionalOnBean(BackgroundState.class)
public final class BackgroundReadinessAutoConfiguration {

	@Bean
	HealthEndpointGroupsPostProcessor migrationReadinessGroup() {
		return BackgroundReadinessGroups::new;
	}

}
