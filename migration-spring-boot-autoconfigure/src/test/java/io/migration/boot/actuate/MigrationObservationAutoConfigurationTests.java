// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.migration.MigrationListener;
import io.migration.observation.MigrationMeters;
import io.migration.observation.MigrationSpans;
import io.migration.observation.RunRecorder;
import io.migration.observation.Runs;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationObservationAutoConfiguration},
 * {@link MigrationMetricsAutoConfiguration} and
 * {@link MigrationTracingAutoConfiguration}.
 */
class MigrationObservationAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(MigrationObservationAutoConfiguration.class,
			MigrationMetricsAutoConfiguration.class, MigrationTracingAutoConfiguration.class);

	private static final AutoConfigurations METRICS = AutoConfigurations.of(MetricsAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class);

	private static final AutoConfigurations TRACING = AutoConfigurations.of(OpenTelemetrySdkAutoConfiguration.class,
			OpenTelemetryTracingAutoConfiguration.class, NoopTracerAutoConfiguration.class,
			MicrometerTracingAutoConfiguration.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(OURS)
		.withUserConfiguration(MigratingConfiguration.class);

	@Test
	void runAtStartIsMetered() {
		this.contextRunner.withConfiguration(METRICS).run((context) -> {
			assertThat(context).hasSingleBean(MigrationMeters.class).doesNotHaveBean(MigrationSpans.class);
			assertThat(steps(context.getBean(MeterRegistry.class), "1")).isEqualTo(1);
			assertThat(steps(context.getBean(MeterRegistry.class), "2")).isEqualTo(1);
		});
	}

	@Test
	void laterRunsAreMetered() {
		this.contextRunner.withConfiguration(METRICS).run((context) -> {
			context.getBean(FakeEngine.class).ends(Runs.failed());
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("migration.run").tag("outcome", "failed").timer().count()).isEqualTo(1);
			assertThat(registry.get("migration.run").tag("outcome", "success").timer().count()).isEqualTo(1);
		});
	}

	@Test
	void statesReadForHealthReachTheGauges() {
		this.contextRunner.withConfiguration(METRICS).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("migration.applied").gauge().value()).isEqualTo(2);
			context.getBean(FakeEngine.class).tells(StatusBuilder.upToDate(5).build());
			new MigrationHealthIndicator(context.getBean(TargetStatuses.class), "default").health();
			assertThat(registry.get("migration.applied").gauge().value()).isEqualTo(5);
		});
	}

	@Test
	void runAtStartIsTraced() {
		InMemorySpanExporter exporter = InMemorySpanExporter.create();
		this.contextRunner.withConfiguration(TRACING)
			.withPropertyValues("management.tracing.sampling.probability=1")
			.withBean(SpanExporter.class, () -> exporter)
			.run((context) -> {
				assertThat(context).hasSingleBean(MigrationSpans.class).doesNotHaveBean(MigrationMeters.class);
				context.getBean(SdkTracerProvider.class).forceFlush().join(10, TimeUnit.SECONDS);
				assertThat(exporter.getFinishedSpanItems()).extracting(SpanData::getName)
					.containsExactlyInAnyOrder("migration.run", "migration.step", "migration.step",
							"migration.statement", "migration.statement");
				assertThat(exporter.getFinishedSpanItems())
					.allMatch((span) -> span.getStartEpochNanos() < System.currentTimeMillis() * 1_000_000);
			});
	}

	@Test
	void lazyInitializationChangesNothing() {
		this.contextRunner.withConfiguration(METRICS)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				context.getBean("initializer");
				assertThat(steps(context.getBean(MeterRegistry.class), "1")).isEqualTo(1);
			});
	}

	@Test
	void runWithoutRegistryAndTracerKeepsNothing() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(RunRecorder.class)
				.doesNotHaveBean(MigrationMeters.class)
				.doesNotHaveBean(MigrationSpans.class);
			assertThat(context.getBean(RunRecorder.class)).hasFieldOrPropertyWithValue("backlog", List.of());
		});
	}

	@Test
	void runWithoutMicrometerWorks() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TargetStatuses.class)
				.doesNotHaveBean(MigrationMeters.class)
				.doesNotHaveBean(MigrationSpans.class));
	}

	@Test
	void runWithoutTracingHasMeters() {
		this.contextRunner.withConfiguration(METRICS)
			.withClassLoader(new FilteredClassLoader(Tracer.class))
			.run((context) -> assertThat(context).hasSingleBean(MigrationMeters.class)
				.doesNotHaveBean(MigrationSpans.class));
	}

	@Test
	void runWithoutEngineHasNothing() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.withConfiguration(METRICS)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RunRecorder.class)
				.doesNotHaveBean(MigrationMeters.class));
	}

	private long steps(MeterRegistry registry, String version) {
		return registry.get("migration.step").tag("version", version).timer().count();
	}

	@Configuration(proxyBeanMethods = false)
	static class MigratingConfiguration {

		@Bean
		FakeEngine engine(ObjectProvider<MigrationListener> listeners) {
			return new FakeEngine().listeners(listeners.orderedStream().toList());
		}

		@Bean
		InitializingBean initializer(FakeEngine engine) {
			return () -> engine.ends(Runs.succeeded());
		}

	}

}
