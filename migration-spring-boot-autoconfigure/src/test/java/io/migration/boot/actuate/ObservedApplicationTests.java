// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import io.migration.boot.autoconfigure.MigrationAutoConfiguration;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationRegistryCustomizer;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Starts an application with a web server on a real database, and looks at it from
 * outside.
 */
class ObservedApplicationTests {

	@TempDir
	private Path scripts;

	private final TestDatabase database = PostgresServer.newDatabase();

	private WebApplicationContextRunner application;

	@BeforeEach
	void prepare() throws IOException {
		script("V1__users.sql", "CREATE TABLE users (id int PRIMARY KEY, name text);");
		script("V2__fill.sql", "INSERT INTO users VALUES (1, 'secret'); INSERT INTO users VALUES (2, 'secret');");
		script("R__view.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users;");
		this.application = new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withInitializer(new ServerPortInfoApplicationContextInitializer())
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					JdbcTemplateAutoConfiguration.class, MigrationAutoConfiguration.class,
					MigrationObservationAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class,
					MigrationHealthContributorAutoConfiguration.class, MigrationInfoContributorAutoConfiguration.class,
					MigrationMetricsAutoConfiguration.class, MigrationTracingAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class,
					JacksonAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class))
			.withConfiguration(
					AutoConfigurations.of(EndpointAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
							WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class,
							HealthEndpointAutoConfiguration.class, HealthContributorAutoConfiguration.class,
							HealthContributorRegistryAutoConfiguration.class, InfoEndpointAutoConfiguration.class))
			.withConfiguration(
					AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
							PrometheusMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class,
							OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class,
							NoopTracerAutoConfiguration.class, MicrometerTracingAutoConfiguration.class))
			.withPropertyValues(this.database.properties())
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=2",
					"migration.locations=filesystem:" + this.scripts, "server.port=0",
					"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=ALWAYS",
					"management.tracing.sampling.probability=1");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void startOnAnEmptyDatabaseIsSeenEverywhere() {
		this.application.run((context) -> {
			String json = get(context, "/actuator/migrations");
			assertThat(masked(json)).isEqualTo("""
					{"targets":{"default":{"database":"PostgreSQL #","schema":"public","state":"UP_TO_DATE",\
					"version":"2","appliedCount":3,"applied":[\
					{"version":null,"description":"view","kind":"REPEATABLE","script":"R__view.sql",\
					"installedAt":"#","installedBy":"******","durationMs":#,"reversible":false,"steps":[\
					{"step":"UP","state":"SUCCEEDED","startedAt":"#","durationMs":#,"statements":1,\
					"statementsDone":1,"attempts":1}]},\
					{"version":"2","description":"fill","kind":"VERSIONED","script":"V2__fill.sql",\
					"installedAt":"#","installedBy":"******","durationMs":#,"reversible":false,"steps":[\
					{"step":"UP","state":"SUCCEEDED","startedAt":"#","durationMs":#,"statements":2,\
					"statementsDone":2,"attempts":1}]},\
					{"version":"1","description":"users","kind":"VERSIONED","script":"V1__users.sql",\
					"installedAt":"#","installedBy":"******","durationMs":#,"reversible":false,"steps":[\
					{"step":"UP","state":"SUCCEEDED","startedAt":"#","durationMs":#,"statements":1,\
					"statementsDone":1,"attempts":1}]}],\
					"pending":[],"running":null,"lock":{"held":false},"backfills":[],"held":[],"instances":[],\
					"drift":null}}}""");
			assertThat(get(context, "/actuator/health")).contains("""
					"migrations":{"details":{"state":"UP_TO_DATE","version":"2"},"status":"UP"}""");
			assertThat(get(context, "/actuator/info")).isEqualTo("""
					{"migrations":{"default":{"state":"UP_TO_DATE","version":"2","applied":3,"pending":0}}}""");
			assertThat(meters(context)).contains(
					"migration_step_seconds_count{outcome=\"success\",step=\"up\",target=\"default\",version=\"1\"} 1",
					"migration_step_seconds_count{outcome=\"success\",step=\"up\",target=\"default\",version=\"2\"} 1",
					"migration_step_seconds_count{outcome=\"success\",step=\"up\",target=\"default\",version=\"R__view\"} 1",
					"migration_run_seconds_count{outcome=\"success\",target=\"default\"} 1",
					"migration_lock_wait_seconds_count{target=\"default\"} 1",
					"migration_applied{target=\"default\"} 3.0", "migration_pending{target=\"default\"} 0.0",
					"migration_failed{target=\"default\"} 0.0", "migration_retries_total{target=\"default\"} 0.0");
		});
	}

	@Test
	void secondStartMetersARunWithoutSteps() {
		this.application.run((context) -> assertThat(context).hasNotFailed());
		this.application.run((context) -> assertThat(meters(context))
			.contains("migration_run_seconds_count{outcome=\"success\",target=\"default\"} 1",
					"migration_lock_wait_seconds_count{target=\"default\"} 0",
					"migration_applied{target=\"default\"} 3.0")
			.noneMatch((line) -> line.startsWith("migration_step")));
	}

	@Test
	void spansHaveTheTimesOfTheStatements() {
		InMemorySpanExporter exporter = InMemorySpanExporter.create();
		Instant before = Instant.now();
		this.application.withBean(SpanExporter.class, () -> exporter).run((context) -> {
			Instant installed = this.database.jdbc()
				.sql("SELECT started_at FROM migration_history WHERE version = '2'")
				.query((row, number) -> row.getTimestamp(1).toInstant())
				.single();
			context.getBean(SdkTracerProvider.class).forceFlush().join(10, TimeUnit.SECONDS);
			List<SpanData> spans = exporter.getFinishedSpanItems()
				.stream()
				.filter((span) -> span.getName().startsWith("migration."))
				.toList();
			assertThat(spans).extracting(SpanData::getName)
				.containsExactlyInAnyOrder("migration.run", "migration.step", "migration.step", "migration.step",
						"migration.statement", "migration.statement", "migration.statement", "migration.statement");
			SpanData step = spans.stream()
				.filter((span) -> span.getAttributes().asMap().containsValue("V2__fill.sql"))
				.findFirst()
				.orElseThrow();
			assertThat(Instant.EPOCH.plusNanos(step.getStartEpochNanos())).isAfter(before)
				.isCloseTo(installed, within(500, ChronoUnit.MILLIS));
			assertThat(spans).filteredOn((span) -> span.getParentSpanId().equals(step.getSpanId()))
				.hasSize(2)
				.allSatisfy((statement) -> {
					assertThat(statement.getStartEpochNanos()).isGreaterThanOrEqualTo(step.getStartEpochNanos());
					assertThat(statement.getEndEpochNanos()).isLessThanOrEqualTo(step.getEndEpochNanos())
						.isGreaterThan(statement.getStartEpochNanos());
					assertThat(statement.getAttributes().asMap().toString()).contains("INSERT INTO users")
						.doesNotContain("secret");
				});
		});
	}

	@Test
	void registriesThatNeedTheDatabaseDoNotBreakTheStart() {
		this.application.withUserConfiguration(DatabaseBackedRegistries.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(meters(context)).contains(
					"migration_step_seconds_count{outcome=\"success\",step=\"up\",target=\"default\",users=\"2\",version=\"1\"} 1",
					"users{users=\"2\"} 2.0");
		});
	}

	@Test
	void databaseIsReadOnceInTheTimeToLive() {
		this.database.logStatements();
		this.application.withPropertyValues("management.endpoint.migrations.cache.time-to-live=1h").run((context) -> {
			int before = historyReads();
			get(context, "/actuator/migrations");
			int once = historyReads() - before;
			assertThat(once).isPositive();
			for (String uri : List.of("/actuator/migrations", "/actuator/migrations?limit=1",
					"/actuator/migrations/default", "/actuator/migrations/default?limit=7",
					"/actuator/migrations/default/1", "/actuator/migrations/default/99", "/actuator/info")) {
				get(context, uri);
			}
			assertThat(historyReads() - before).isEqualTo(once);
		});
	}

	@Test
	void scrapesDoNotReachTheDatabase() {
		this.database.logStatements();
		this.application.run((context) -> {
			meters(context);
			List<String> before = statementsOfTheApplication();
			meters(context);
			meters(context);
			assertThat(statementsOfTheApplication()).isEqualTo(before);
		});
	}

	// The pool fills itself in the background, and the driver says hello on each
	// connection
	private List<String> statementsOfTheApplication() {
		return this.database.statements()
			.stream()
			.filter((statement) -> !statement.startsWith("SET ") && !statement.startsWith("SHOW "))
			.toList();
	}

	@Test
	void failedMigrationOfANewerReleaseIsShownWithoutItsStatement() throws IOException {
		this.application.run((context) -> assertThat(context).hasNotFailed());
		script("V3__broken.sql", "CREATE TABLE ok (id int);\nINSERT INTO nowhere VALUES ('secret');");
		this.application.run((context) -> assertThat(context).hasFailed());
		Path without = this.scripts.resolveSibling(this.scripts.getFileName() + "-old");
		Files.createDirectories(without);
		for (String name : List.of("V1__users.sql", "V2__fill.sql", "R__view.sql")) {
			Files.copy(this.scripts.resolve(name), without.resolve(name));
		}
		this.application.withPropertyValues("migration.locations=filesystem:" + without).run((context) -> {
			String json = get(context, "/actuator/migrations/default");
			assertThat(json).contains("\"state\":\"AHEAD\"", "\"unfinished\":[{\"version\":\"3\"")
				.contains("in V3__broken.sql, line 2, statement 2 of 2\"")
				.doesNotContain("nowhere", "secret");
			assertThat(get(context, "/actuator/health")).contains("\"newerVersions\":{\"3\":\"FAILED\"}");
		});
		this.application
			.withPropertyValues("migration.locations=filesystem:" + without,
					"management.endpoint.migrations.show-values=ALWAYS")
			.run((context) -> assertThat(get(context, "/actuator/migrations/default/3")).contains("INSERT INTO nowhere")
				.contains("\"installedBy\":\"" + this.database.username() + "\"")
				.doesNotContain("secret"));
	}

	private void script(String name, String sql) throws IOException {
		Files.writeString(this.scripts.resolve(name), sql);
	}

	private int historyReads() {
		return (int) this.database.statements().stream().filter((sql) -> sql.contains("migration_history")).count();
	}

	private List<String> meters(ApplicationContext context) throws Exception {
		return Stream.of(get(context, "/actuator/prometheus").split("\n"))
			.filter((line) -> line.startsWith("migration") || line.startsWith("users"))
			.toList();
	}

	private String get(ApplicationContext context, String path) throws Exception {
		URI uri = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private String masked(String json) {
		return json.replaceAll("\"(installedAt|startedAt)\":\"[0-9-]+T[0-9:.]+Z\"", "\"$1\":\"#\"")
			.replaceAll("\"durationMs\":\\d+", "\"durationMs\":#")
			.replaceAll("PostgreSQL [0-9.]+", "PostgreSQL #");
	}

	/**
	 * Everything here needs the tables that the migrations make.
	 */
	@Configuration(proxyBeanMethods = false)
	static class DatabaseBackedRegistries {

		@Bean
		MeterRegistryCustomizer<MeterRegistry> commonTags(JdbcTemplate jdbc) {
			return (registry) -> registry.config()
				.commonTags("users", String.valueOf(jdbc.queryForObject("SELECT count(*) FROM users", Long.class)));
		}

		@Bean
		MeterBinder users(JdbcTemplate jdbc) {
			Long users = jdbc.queryForObject("SELECT count(*) FROM users", Long.class);
			return (registry) -> registry.gauge("users", users);
		}

		@Bean
		ObservationRegistryCustomizer<ObservationRegistry> observations(JdbcTemplate jdbc) {
			jdbc.queryForObject("SELECT count(*) FROM users", Long.class);
			return (registry) -> {
			};
		}

		@Bean
		SpanExporter spanExporter(JdbcTemplate jdbc) {
			jdbc.queryForObject("SELECT count(*) FROM users", Long.class);
			return InMemorySpanExporter.create();
		}

	}

}
