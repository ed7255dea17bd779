// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.mode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.migration.MigrationEngine;
import io.migration.boot.autoconfigure.BackgroundState;
import io.migration.testing.LogCapture;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications in mode {@code background}, seen from outside.
 *
 * <table>
 * <caption>What they say</caption>
 * <tr>
 * <th>the run</th>
 * <th>liveness</th>
 * <th>readiness</th>
 * <th>health of migrations</th>
 * </tr>
 * <tr>
 * <td>goes on</td>
 * <td>200</td>
 * <td>503</td>
 * <td>OUT_OF_SERVICE</td>
 * </tr>
 * <tr>
 * <td>has failed</td>
 * <td>200</td>
 * <td>503</td>
 * <td>DOWN</td>
 * </tr>
 * <tr>
 * <td>is done</td>
 * <td>200</td>
 * <td>200</td>
 * <td>UP</td>
 * </tr>
 * </table>
 */
class BackgroundMigrationTests {

	@TempDir
	private Path scripts;

	private final TestDatabase database = PostgresServer.newDatabase();

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private WebApplicationContextRunner application;

	@BeforeEach
	void prepare() {
		this.application = new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withInitializer(new ServerPortInfoApplicationContextInitializer())
			.withUserConfiguration(ModeProcessTests.Shop.class)
			.withBean("readiness", ApplicationListener.class,
					() -> (ApplicationListener<AvailabilityChangeEvent<ReadinessState>>) (event) -> {
						if (event.getState() instanceof ReadinessState) {
							this.events.add(event.getState());
						}
					})
			.withPropertyValues("spring.datasource.url=" + this.database.url(),
					"spring.datasource.username=" + this.database.username(),
					"spring.datasource.password=" + this.database.password(),
					"spring.datasource.hikari.maximum-pool-size=2", "migration.locations=filesystem:" + this.scripts,
					"server.port=0", "migration.mode=background", "management.endpoint.health.show-details=always",
					"management.endpoints.web.exposure.include=*");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void trafficIsRefusedUntilTheRunIsDone() throws IOException {
		script("V1__gate.sql", "SELECT pg_advisory_xact_lock(1);");
		try (TestSession gate = this.database.session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			this.application.run((context) -> {
				AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				assertThat(readiness(context)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
				assertHealth(context, 200, 503, "OUT_OF_SERVICE");
				gate.execute("SELECT pg_advisory_unlock(1)");
				Awaitility.await().until(() -> readiness(context) == ReadinessState.ACCEPTING_TRAFFIC);
				Awaitility.await().until(() -> get(context, "readiness").statusCode() == 200);
				assertHealth(context, 200, 200, "UP");
				assertThat(this.events).containsExactly(ReadinessState.ACCEPTING_TRAFFIC,
						ReadinessState.ACCEPTING_TRAFFIC);
			});
		}
	}

	@Test
	void failureLeavesTheApplicationRunningAndRefusesTraffic() throws IOException {
		script("V1__users.sql", "CREATE TABLE users (id int);");
		script("V2__broken.sql", "SELECT 1 / 0;");
		try (LogCapture log = LogCapture.start()) {
			this.application.run((context) -> {
				AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				Awaitility.await().until(() -> get(context, "").body().contains("DOWN"));
				assertHealth(context, 200, 503, "DOWN");
				assertThat(log.messages().stream().filter((line) -> line.contains("is not ready"))).singleElement()
					.asString()
					.contains("The application runs, but is not ready", "V2__broken.sql, line 1", "division by zero",
							"The step was rolled back", "Correct the script and start again");
				script("V2__broken.sql", "SELECT 1;");
				context.getBean(MigrationEngine.class).migrate();
				Awaitility.await().until(() -> get(context, "readiness").statusCode() == 200);
			});
		}
	}

	@Test
	void failureWithoutATraceInTheDatabaseIsDownToo() throws IOException {
		script("V1__users.sql", "-- migrate:upp\nSELECT 1;");
		this.application.run((context) -> {
			Awaitility.await().until(() -> get(context, "").body().contains("\"background\""));
			assertThat(get(context, "readiness").statusCode()).isEqualTo(503);
			assertThat(get(context, "").body()).contains("V1__users.sql");
		});
	}

	@Test
	void poolOfOneIsRefused() {
		this.application.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(FailureAnalyzedException.class, (ex) -> {
					assertThat(ex.analysis().getDescription()).contains("has only one");
					assertThat(ex.analysis().getAction()).contains("maximum-pool-size=2");
				}));
	}

	@Test
	void closingTheApplicationStopsTheRun() throws IOException {
		script("V1__gate.sql", "SELECT pg_advisory_xact_lock(1);");
		try (TestSession gate = this.database.session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			this.application.withPropertyValues("migration.shutdown.grace=100ms")
				.run((context) -> Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 1));
			assertThat(waiting()).isZero();
			assertThat(this.database.jdbc()
				.sql("SELECT state || ': ' || error FROM migration_history")
				.query(String.class)
				.single()).startsWith("FAILED: Migration 1 (gate), step UP, was stopped during statement 1 of 1");
		}
	}

	@Test
	void runThatWasStoppedGoesOnWhenTheContextIsStartedAgain() throws IOException {
		script("V1__gate.sql", "SELECT pg_advisory_xact_lock(1);");
		try (TestSession gate = this.database.session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			this.application.withPropertyValues("migration.shutdown.grace=100ms").run((context) -> {
				ConfigurableApplicationContext source = context.getSourceApplicationContext();
				Awaitility.await().until(() -> waiting() == 1);
				source.stop();
				Awaitility.await().until(() -> waiting() == 0);
				assertThat(context.getBean(BackgroundState.class).isDone()).isFalse();
				gate.execute("SELECT pg_advisory_unlock(1)");
				source.start();
				Awaitility.await().until(() -> context.getBean(BackgroundState.class).isDone());
			});
		}
	}

	private int waiting() {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
			.query(Integer.class)
			.single();
	}

	private static ReadinessState readiness(ApplicationContext context) {
		return context.getBean(ApplicationAvailability.class).getReadinessState();
	}

	private static void assertHealth(ApplicationContext context, int liveness, int readiness, String migrations) {
		assertThat(get(context, "liveness").statusCode()).isEqualTo(liveness);
		HttpResponse<String> ready = get(context, "readiness");
		assertThat(ready.statusCode()).as(ready.body()).isEqualTo(readiness);
		assertThat(ready.body()).contains("\"status\":\"" + migrations + "\"");
		assertThat(get(context, "migrations").body()).contains("\"status\":\"" + migrations + "\"");
	}

	private static HttpResponse<String> get(ApplicationContext context, String path) {
		String port = context.getEnvironment().getProperty("local.server.port");
		URI uri = URI.create("http://localhost:" + port + "/actuator/health/" + path);
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void script(String name, String sql) throws IOException {
		Files.writeString(this.scripts.resolve(name), sql);
	}

}
