// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartMode}: properties that change between the conditions and the
 * start, as they do when an application is processed ahead of time.
 */
class StartModeTests {

	@Test
	void migrationsThatAreSwitchedOffAfterTheBuildDoNotRun() {
		start("migration.enabled=true", "migration.enabled=false").run((context) -> {
			assertThat(calls(context)).isEmpty();
			assertThat(context.getBean(MigrationInstanceRegistration.class).isRunning()).isFalse();
		});
	}

	@Test
	void modesWithoutBeansOfTheirOwnCanBeChosenAfterTheBuild() {
		start("migration.mode=migrate", "migration.mode=validate")
			.run((context) -> assertThat(calls(context)).containsExactly("validate"));
		start("migration.mode=validate", "migration.mode=migrate")
			.run((context) -> assertThat(calls(context)).containsExactly("migrate"));
	}

	@Test
	void backgroundCannotBeChosenAfterTheBuild() {
		start("migration.mode=migrate", "migration.mode=background").run((context) -> assertRefused(context, """
				The application was processed ahead of time without migration.mode=background, and is started with \
				migration.mode=background. The beans for the background cannot be added or left out any more. No \
				migration has run.""", """
				Set migration.mode=migrate, wait or validate, or process the application ahead of time again with the \
				properties with which it is started."""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "migration.mode=migrate", "migration.mode=wait", "migration.mode=validate",
			"migration.enabled=false" })
	void backgroundCannotBeLeftAfterTheBuild(String property) {
		start("migration.mode=background", property).run((context) -> assertRefused(context,
				"""
						The application was processed ahead of time with migration.mode=background, and is started with %s. The \
						beans for the background cannot be added or left out any more. No migration has run."""
					.formatted(property),
				"""
						Set migration.mode=background, or process the application ahead of time again with the properties with \
						which it is started."""));
	}

	@Test
	void commandIsStartedInAnyMode() {
		start("migration.mode=migrate", "migration.mode=background", "migration.command=status")
			.run((context) -> assertThat(calls(context)).isEmpty());
	}

	private static void assertRefused(AssertableApplicationContext context, String description, String action) {
		assertThat(context).getFailure().rootCause().isInstanceOfSatisfying(ModeFixedException.class, (ex) -> {
			assertThat(ex.analysis().getDescription()).isEqualTo(description);
			assertThat(ex.analysis().getAction()).isEqualTo(action);
		});
	}

	private static List<String> calls(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return context.getBean(RecordingEngine.class).calls();
	}

	private static ApplicationContextRunner start(String built, String... started) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class))
			.withBean("dataSource", UnusedDataSource.class)
			.withBean("engine", RecordingEngine.class)
			.withPropertyValues(built)
			.withInitializer((context) -> whenConditionsAreDecided(context, started));
	}

	private static void whenConditionsAreDecided(ConfigurableApplicationContext context, String... started) {
		context.getBeanFactory()
			.registerSingleton("started", (BeanFactoryPostProcessor) (beanFactory) -> TestPropertyValues.of(started)
				.applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "started"));
	}

}
