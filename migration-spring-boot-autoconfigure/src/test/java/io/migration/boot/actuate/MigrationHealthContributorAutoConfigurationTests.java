// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import io.migration.MigrationEngine;
import io.migration.TargetState;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationHealthContributorAutoConfiguration}.
 */
class MigrationHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner withoutEngine = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MigrationObservationAutoConfiguration.class,
				MigrationHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.withoutEngine.withBean("engine", MigrationEngine.class,
			() -> new FakeEngine().tells(StatusBuilder.upToDate(3).build()));

	@Test
	void runRegistersHealthAsMigrations() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasBean("migrationsHealthContributor");
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("migrations"))
				.isInstanceOfSatisfying(HealthIndicator.class,
						(indicator) -> assertThat(indicator.health()).extracting(Health::getStatus)
							.isEqualTo(Status.UP));
		});
	}

	@Test
	void runWhenDisabledHasNoHealth() {
		this.contextRunner.withPropertyValues("management.health.migrations.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("migrationsHealthContributor"));
	}

	@Test
	void runWithoutEngineHasNoHealth() {
		this.withoutEngine
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsHealthContributor"));
	}

	@Test
	void ownIndicatorReplacesTheAutoConfiguredOne() {
		this.contextRunner.withBean("migrationsHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean("migrationsHealthContributor"));
	}

	@Test
	void severalTargetsAreJudgedEach() {
		FakeEngine reports = new FakeEngine("reports").tells(StatusBuilder.status()
			.state(TargetState.PENDING)
			.required(List.of("1"), List.of(), List.of(), List.of())
			.build("reports"));
		this.contextRunner.withBean("reports", MigrationEngine.class, () -> reports).run((context) -> {
			CompositeHealthContributor health = context.getBean("migrationsHealthContributor",
					CompositeHealthContributor.class);
			assertThat(status(health, "default")).isEqualTo(Status.UP);
			assertThat(status(health, "reports")).isEqualTo(Status.OUT_OF_SERVICE);
		});
	}

	private Status status(CompositeHealthContributor composite, String target) {
		HealthIndicator indicator = (HealthIndicator) composite.getContributor(target);
		assertThat(indicator).isNotNull();
		Health health = indicator.health();
		assertThat(health).isNotNull();
		return health.getStatus();
	}

}
