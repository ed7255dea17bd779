// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.migration.MigrationEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that says so where nothing is
 * migrated, because it cannot be told which of several data sources is meant.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = MigrationAutoConfiguration.class)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean({ MigrationEngine.class, MigrationInitializer.class })
@ConditionalOnBooleanProperty(name = "migration.enabled", matchIfMissing = true)
public final class MigrationAdviceAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(MigrationAdviceAutoConfiguration.class);

	@Bean
	SmartInitializingSingleton migrationAdvice(ListableBeanFactory beanFactory) {
		return () -> advise(List.of(beanFactory.getBeanNamesForType(DataSource.class, true, false)));
	}

	private static void advise(List<String> dataSources) {
		logger.warn("Nothing is migrated: there are several DataSource beans ({}), and none of them is primary. Mark "
				+ "the one to be migrated with @Primary or @MigrationDataSource, or set migration.datasource.url, "
				+ "migration.datasource.username and migration.datasource.password. To say that none is to be migrated, "
				+ "set migration.enabled=false.",
				dataSources.stream().sorted().collect(Collectors.joining("', '", "'", "'")));
	}

}
