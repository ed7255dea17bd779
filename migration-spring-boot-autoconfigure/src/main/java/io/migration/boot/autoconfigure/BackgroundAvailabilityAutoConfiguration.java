// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the readiness of an application
 * that is migrated in the background.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = MigrationAutoConfiguration.class, before = ApplicationAvailabilityAutoConfiguration.class)
@ConditionalOnBean(BackgroundState.class)
public final class BackgroundAvailabilityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ApplicationAvailability.class)
	BackgroundAvailability applicationAvailability(BackgroundState state, ApplicationContext context) {
		return new BackgroundAvailability(state, context);
	}

}
