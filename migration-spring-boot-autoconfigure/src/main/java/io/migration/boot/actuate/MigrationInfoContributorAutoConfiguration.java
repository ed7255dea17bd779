// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the part of the application information that tells of migrations.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = MigrationObservationAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledInfoContributor.class)
@ConditionalOnBean(TargetStatuses.class)
@ConditionalOnEnabledInfoContributor("migrations")
public final class MigrationInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationInfoContributor migrationsInfoContributor(TargetStatuses statuses) {
		return new MigrationInfoContributor(statuses);
	}

}
