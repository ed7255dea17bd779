// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import io.migration.MigrationEngine;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationsEndpointAutoConfiguration}.
 */
class MigrationsEndpointAutoConfigurationTests {

	private final FakeEngine engine = new FakeEngine().tells(StatusBuilder.upToDate(3).build());

	private final ApplicationContextRunner withoutEngine = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MigrationObservationAutoConfiguration.class,
				MigrationsEndpointAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.withoutEngine.withBean("engine", MigrationEngine.class,
			() -> this.engine);

	@Test
	void runWhenExposedToTheWebHasEndpointAndExtension() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=migrations")
			.run((context) -> assertThat(context).hasSingleBean(MigrationsEndpoint.class)
				.hasSingleBean(MigrationsEndpointWebExtension.class));
	}

	@Test
	void runWhenNotExposedHasNoEndpoint() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(MigrationsEndpoint.class)
			.doesNotHaveBean(MigrationsEndpointWebExtension.class));
	}

	@Test
	void runWhenAccessIsNoneHasNoEndpoint() {
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.migrations.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void runWithoutEngineHasNoEndpoint() {
		this.withoutEngine.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void ownEndpointReplacesTheAutoConfiguredOne() {
		MigrationsEndpoint own = new MigrationsEndpoint(new TargetStatuses(List.of(), (status) -> {
		}, System::nanoTime), Duration.ZERO, Show.NEVER);
		this.contextRunner.withBean(MigrationsEndpoint.class, () -> own)
			.withPropertyValues("management.endpoints.web.exposure.include=migrations")
			.run((context) -> assertThat(context).getBean(MigrationsEndpoint.class).isSameAs(own));
	}

	@Test
	void enginesWithOneNameAreRefused() {
		this.contextRunner.withBean("other", MigrationEngine.class, FakeEngine::new)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseMessage("Several migration engines have the target name 'default': "
						+ "give each of them a name of its own"));
	}

	@Test
	void operationsAnswerThroughJmx() {
		jmx().run((context) -> {
			assertThat(context).hasSingleBean(MigrationsEndpoint.class)
				.doesNotHaveBean(MigrationsEndpointWebExtension.class);
			assertThat(invoke("migrations", 2)).extracting("targets")
				.extracting("default")
				.extracting("applied")
				.asInstanceOf(InstanceOfAssertFactories.LIST)
				.hasSize(2);
			assertThat(invoke("target", "default", null)).extracting("version").isEqualTo("3");
			assertThat(invoke("migration", "default", "2")).extracting("applied")
				.extracting("installedBy")
				.isEqualTo("******");
			assertThat(invoke("target", "other", null)).isNull();
			assertThat(invoke("migration", "default", "4")).isNull();
			assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> invoke("migrations", -1))
				.withMessageContaining("'limit' must not be negative, but was -1");
		});
	}

	@Test
	void valuesAreShownThroughJmxOnlyWhenAlways() {
		jmx().withPropertyValues("management.endpoint.migrations.show-values=WHEN_AUTHORIZED")
			.run((context) -> assertThat(invoke("migration", "default", "2")).extracting("applied")
				.extracting("installedBy")
				.isEqualTo("******"));
		jmx().withPropertyValues("management.endpoint.migrations.show-values=ALWAYS")
			.run((context) -> assertThat(invoke("migration", "default", "2")).extracting("applied")
				.extracting("installedBy")
				.isEqualTo("shop_owner"));
	}

	@Test
	void descriptorsCanBeWrittenInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, MigrationsEndpointAutoConfiguration.class);
		for (Class<?> type : List.of(TargetDescriptor.class, TargetDescriptor.AppliedDescriptor.class,
				TargetDescriptor.StepDescriptor.class, TargetDescriptor.PendingDescriptor.class,
				TargetDescriptor.RunningDescriptor.class, TargetDescriptor.LockDescriptor.class,
				UnreadableTargetDescriptor.class, MigrationsEndpoint.MigrationDescriptor.class,
				OperationDescriptor.class, RejectionDescriptor.class, FailureDescriptor.class,
				FailureDescriptor.ProblemDescriptor.class, RunDescriptor.class, RunDescriptor.RanDescriptor.class,
				PlanDescriptor.class, PlanDescriptor.PlannedDescriptor.class, PlanDescriptor.SegmentDescriptor.class,
				PlanDescriptor.StatementDescriptor.class, LintDescriptor.class, LintDescriptor.ScriptDescriptor.class,
				ValidationDescriptor.class, BaselineDescriptor.class, RepairDescriptor.class,
				RepairDescriptor.DifferenceDescriptor.class, ResolutionDescriptor.class)) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).as(type.getName()).accepts(hints);
		}
	}

	private ApplicationContextRunner jmx() {
		return this.contextRunner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, EndpointAutoConfiguration.class,
					JmxAutoConfiguration.class, JmxEndpointAutoConfiguration.class))
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=migrations");
	}

	private @Nullable Object invoke(String operation, @Nullable Object... arguments) throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		Map<String, String[]> signatures = Map.of("migrations", new String[] { "java.lang.Integer" }, "target",
				new String[] { "java.lang.String", "java.lang.Integer" }, "migration",
				new String[] { "java.lang.String", "java.lang.String" });
		try {
			return server.invoke(new ObjectName("org.springframework.boot:type=Endpoint,name=Migrations"), operation,
					arguments, signatures.get(operation));
		}
		catch (MBeanException ex) {
			throw ex.getTargetException();
		}
	}

}
