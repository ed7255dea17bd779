// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.migration.BackfillThrottle;
import io.migration.InstanceIdentity;
import io.migration.JavaBackfill;
import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationOptions;
import io.migration.engine.MigrationEngineFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for migrations: the engine, its run
 * before anything that uses the database, and the register of instances.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@Conditional(MigrationTargetCondition.class)
@ConditionalOnBooleanProperty(name = "migration.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MigrationProperties.class)
@Import({ DatabaseInitializationDependencyConfigurer.class, MigrationRunConfiguration.class,
		MigrationRolloutConfiguration.class })
@ImportRuntimeHints(MigrationRuntimeHints.class)
public final class MigrationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(MigrationConnectionDetails.class)
	PropertiesMigrationConnectionDetails migrationConnectionDetails(MigrationProperties properties) {
		return new PropertiesMigrationConnectionDetails(properties);
	}

	@Bean
	TargetDataSource migrationTargetDataSource(@MigrationDataSource ObjectProvider<DataSource> marked,
			ObjectProvider<DataSource> dataSource, MigrationConnectionDetails details,
			ObjectProvider<JdbcConnectionDetails> applicationDetails) {
		return new TargetDataSource(marked, dataSource, details, applicationDetails);
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationEngine migrationEngine(TargetDataSource target, MigrationProperties properties, Environment environment,
			ResourceLoader resourceLoader, ObjectProvider<BuildProperties> buildProperties,
			ObjectProvider<MigrationOptionsCustomizer> customizers, ObjectProvider<JavaMigration> migrations,
			ObjectProvider<JavaBackfill> backfills, ObjectProvider<BackfillThrottle> throttles,
			ObjectProvider<MigrationListener> listeners, MigrationShutdown shutdown,
			ApplicationEventPublisher publisher) {
		InstanceIdentity identity = new ApplicationIdentity(properties, environment, buildProperties.getIfUnique())
			.create();
		MigrationOptions.Builder options = new MigrationOptionsMapper(properties).map(identity, target.roles())
			.stops(shutdown::signal)
			.throttles(() -> throttles.orderedStream().toList());
		customizers.orderedStream().forEach((customizer) -> customizer.customize(options));
		return MigrationEngineFactory.create(target.get(), options.build(), migrations.orderedStream().toList(),
				backfills.orderedStream().toList(), listeners(listeners, publisher), classLoader(resourceLoader));
	}

	// The one that publishes events is no bean, since a command needs nothing but the
	// engine
	private static List<MigrationListener> listeners(ObjectProvider<MigrationListener> listeners,
			ApplicationEventPublisher publisher) {
		return Stream.concat(listeners.orderedStream(), Stream.of(new ContractEvents(publisher))).toList();
	}

	private static ClassLoader classLoader(ResourceLoader resourceLoader) {
		ClassLoader classLoader = resourceLoader.getClassLoader();
		return (classLoader != null) ? classLoader : MigrationAutoConfiguration.class.getClassLoader();
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationInitializer migrationInitializer(MigrationEngine engine, MigrationProperties properties,
			ObjectProvider<MigrationStrategy> strategy, Environment environment, MigrationShutdown shutdown,
			ObjectProvider<WaitListener> listener, BeanFactory beans) {
		MigrationMode mode = StartMode.of(properties, environment, beans.containsBean("backgroundMigration")).mode();
		return new MigrationInitializer(engine, mode, strategy.getIfAvailable(() -> MigrationEngine::migrate),
				() -> new MigrationWait(engine, shutdown.signal(), properties.waitTimeout(),
						properties.progressInterval(), listener.getIfAvailable(() -> WaitListener.NONE))
					.run());
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationInstanceRegistration migrationInstanceRegistration(MigrationEngine engine, MigrationProperties properties,
			ObjectProvider<RolloutObserver> observers) {
		return new MigrationInstanceRegistration(engine, observers.orderedStream().toList(),
				MigrationInstanceRegistration.INTERVAL, properties.enabled());
	}

	@Bean
	MigrationSchemaManagementProvider migrationSchemaManagementProvider(ObjectProvider<DataSource> dataSource,
			TargetDataSource target) {
		return new MigrationSchemaManagementProvider(dataSource, target);
	}

	@Bean
	static MigrationConflictPostProcessor migrationConflictPostProcessor(ObjectProvider<DataSource> dataSource,
			ObjectProvider<TargetDataSource> target) {
		return new MigrationConflictPostProcessor(dataSource, target);
	}

	@Bean
	static LazyInitializationExcludeFilter migrationLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(MigrationInitializer.class);
	}

}
