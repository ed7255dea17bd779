// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.migration.MigrationEngine;
import io.migration.MigrationOptions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationAutoConfiguration} that need no database.
 */
class MigrationAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class));

	private final ApplicationContextRunner engineRunner = this.contextRunner
		.withUserConfiguration(DataSourceConfiguration.class, EngineConfiguration.class);

	@Test
	void backsOffWithoutDataSource() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class))
			.run(MigrationAutoConfigurationTests::isBackedOff);
	}

	@Test
	void backsOffWithTwoDataSourcesAndSaysWhy() {
		this.contextRunner.withUserConfiguration(DataSourceConfiguration.class, SecondDataSourceConfiguration.class)
			.run((context) -> {
				isBackedOff(context);
				assertThat(outcomes(context)).contains("@ConditionalOnSingleCandidate (types: javax.sql.DataSource; "
						+ "SearchStrategy: all) found multiple beans 'dataSource', 'second'");
			});
	}

	@Test
	void usesThePrimaryOfTwoDataSources() {
		this.engineRunner.withUserConfiguration(PrimaryDataSourceConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(MigrationInitializer.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.engineRunner.withPropertyValues("migration.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(MigrationInitializer.class);
			assertThat(context).doesNotHaveBean(MigrationInstanceRegistration.class);
			assertThat(context).doesNotHaveBean(MigrationSchemaManagementProvider.class);
			assertThat(context).doesNotHaveBean(MigrationConflictPostProcessor.class);
			assertThat(engine(context).calls()).isEmpty();
		});
	}

	@Test
	void migratesByDefaultAndRemembersTheRun() {
		this.engineRunner.run((context) -> {
			assertThat(engine(context).calls()).containsExactly("migrate");
			assertThat(context.getBean(MigrationInitializer.class).migrationRun()).isSameAs(RecordingEngine.RUN);
		});
	}

	@Test
	void validateModeOnlyValidates() {
		this.engineRunner.withPropertyValues("migration.mode=validate").run((context) -> {
			assertThat(engine(context).calls()).containsExactly("validate");
			assertThat(context.getBean(MigrationInitializer.class).migrationRun()).isNull();
		});
	}

	@Test
	void unknownModeIsRefused() {
		this.engineRunner.withPropertyValues("migration.mode=sometimes")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("No enum constant")
				.hasMessageContaining("sometimes"));
	}

	@Test
	void strategyReplacesMigrate() {
		this.engineRunner.withBean(MigrationStrategy.class, () -> (engine) -> {
			engine.validate();
			return engine.migrate();
		}).run((context) -> {
			assertThat(engine(context).calls()).containsExactly("validate", "migrate");
			assertThat(context.getBean(MigrationInitializer.class).migrationRun()).isSameAs(RecordingEngine.RUN);
		});
	}

	@Test
	void strategyMayRunNothing() {
		this.engineRunner.withBean(MigrationStrategy.class, () -> (engine) -> null).run((context) -> {
			assertThat(engine(context).calls()).isEmpty();
			assertThat(context.getBean(MigrationInitializer.class).migrationRun()).isNull();
		});
	}

	@Test
	void twoStrategiesAreRefused() {
		this.engineRunner.withBean("one", MigrationStrategy.class, () -> MigrationEngine::migrate)
			.withBean("two", MigrationStrategy.class, () -> MigrationEngine::migrate)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void childContextUsesTheEngineOfItsParent() {
		this.engineRunner.run((parent) -> new ApplicationContextRunner().withParent(parent)
			.withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class))
			.run((child) -> {
				assertThat(child.getBeansOfType(MigrationInitializer.class)).isEmpty();
				assertThat(child.getBeansOfType(MigrationInstanceRegistration.class)).isEmpty();
				assertThat(engine(parent).calls()).containsExactly("migrate");
			}));
	}

	@Test
	void strategyIsNotAskedInValidateMode() {
		this.engineRunner.withPropertyValues("migration.mode=validate")
			.withBean(MigrationStrategy.class, () -> MigrationEngine::migrate)
			.run((context) -> assertThat(engine(context).calls()).containsExactly("validate"));
	}

	@Test
	void initializerOfTheApplicationReplacesOurs() {
		this.engineRunner.withBean("ownInitializer", MigrationInitializer.class,
				() -> new MigrationInitializer(new RecordingEngine(), MigrationMode.VALIDATE, MigrationEngine::migrate,
						() -> {
						}))
			.run((context) -> {
				assertThat(context).hasSingleBean(MigrationInitializer.class).hasBean("ownInitializer");
				assertThat(engine(context).calls()).isEmpty();
			});
	}

	@Test
	void failureKeepsBeansFromBeingCreated() {
		CreatedBean.created = false;
		this.contextRunner.withUserConfiguration(DataSourceConfiguration.class, DependentConfiguration.class)
			.withBean(MigrationEngine.class, () -> RecordingEngine.failing(new IllegalStateException("no luck")))
			.run((context) -> {
				assertThat(context).getFailure().rootCause().hasMessage("no luck");
				assertThat(CreatedBean.created).isFalse();
			});
	}

	@Test
	void databaseIsMigratedBeforeAnnotatedBeansAreCreated() {
		this.engineRunner.withUserConfiguration(DependentConfiguration.class)
			.run((context) -> assertThat(context.getBeanFactory().getBeanDefinition("created").getDependsOn())
				.containsExactly("migrationInitializer"));
	}

	@Test
	void lazyInitializationDoesNotSkipMigrations() {
		this.engineRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(engine(context).calls()).containsExactly("migrate");
				assertThat(context.getBean(MigrationInstanceRegistration.class).isRunning()).isTrue();
			});
	}

	@Test
	void instanceIsRegisteredWhileTheApplicationRuns() {
		List<MigrationInstanceRegistration> registrations = new ArrayList<>();
		this.engineRunner.run((context) -> {
			registrations.add(context.getBean(MigrationInstanceRegistration.class));
			assertThat(registrations).allMatch(MigrationInstanceRegistration::isRunning);
		});
		assertThat(registrations).hasSize(1).noneMatch(MigrationInstanceRegistration::isRunning);
	}

	@Test
	void customizersAreAppliedInOrderAfterTheProperties() {
		this.contextRunner.withUserConfiguration(DataSourceConfiguration.class, CustomizerConfiguration.class)
			.withPropertyValues("migration.schema=fromproperties", "spring.application.name=shop")
			.run((context) -> {
				MigrationOptions options = CustomizerConfiguration.options;
				assertThat(options.schema()).isEqualTo("fromproperties");
				assertThat(options.target()).isEqualTo("last");
				assertThat(options.identity().application()).isEqualTo("shop");
			});
	}

	@Test
	void invalidPropertyNamesItself() {
		this.contextRunner.withUserConfiguration(DataSourceConfiguration.class)
			.withPropertyValues("migration.lock-timeout=-3s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property migration.lock-timeout with value 'PT-3S' is invalid: It must not be negative."));
	}

	@Test
	void worksWithoutMicrometerAndOtherTools() {
		this.engineRunner
			.withClassLoader(new FilteredClassLoader("io.micrometer", "org.flywaydb", "liquibase",
					"jakarta.persistence", "org.jooq"))
			.run((context) -> assertThat(engine(context).calls()).containsExactly("migrate"));
	}

	private static void isBackedOff(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context).doesNotHaveBean(MigrationEngine.class);
		assertThat(context).doesNotHaveBean(MigrationInitializer.class);
	}

	private static String outcomes(AssertableApplicationContext context) {
		return ConditionEvaluationReport.get(context.getBeanFactory())
			.getConditionAndOutcomesBySource()
			.get(MigrationAutoConfiguration.class.getName())
			.stream()
			.map((outcome) -> outcome.getOutcome().getMessage())
			.reduce("", (left, right) -> left + right + "\n");
	}

	private static RecordingEngine engine(AssertableApplicationContext context) {
		return context.getBean(RecordingEngine.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class DataSourceConfiguration {

		@Bean
		DataSource dataSource() {
			return new UnusedDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondDataSourceConfiguration {

		@Bean
		DataSource second() {
			return new UnusedDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDataSourceConfiguration {

		@Bean
		@Primary
		DataSource main() {
			return new UnusedDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EngineConfiguration {

		@Bean
		RecordingEngine engine() {
			return new RecordingEngine();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DependentConfiguration {

		@Bean
		@DependsOnDatabaseInitialization
		CreatedBean created() {
			return new CreatedBean();
		}

	}

	static class CreatedBean {

		private static boolean created;

		CreatedBean() {
			created = true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		private static MigrationOptions options = MigrationOptions.builder().build();

		@Bean
		@Order(2)
		MigrationOptionsCustomizer last() {
			return (builder) -> {
				builder.target("last");
				options = builder.build();
			};
		}

		@Bean
		@Order(1)
		MigrationOptionsCustomizer first() {
			return (builder) -> builder.target("first");
		}

	}

}
