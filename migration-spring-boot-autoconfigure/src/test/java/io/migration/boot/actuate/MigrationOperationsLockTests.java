// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.migration.MigrationEngine;
import io.migration.boot.actuate.EndpointClient.Answer;
import io.migration.boot.actuate.MigrationOperations.Settings;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint answers while a migration waits, in this instance or in another one.
 */
class MigrationOperationsLockTests {

	private static final String LOCK_KEY = "('x' || encode(substr(sha256('public.migration_history'), 1, 8), 'hex'))"
			+ "::bit(64)::bigint";

	@RegisterExtension
	private final OperatedApplication application = new OperatedApplication();

	@BeforeEach
	void prepare() {
		this.application.script("V1__users.sql", "ALTER TABLE users ADD COLUMN name text;")
			.properties("migration.baseline-on-migrate=true", "migration.baseline-version=0",
					"management.endpoint.migrations.show-values=ALWAYS");
		this.application.database().execute("CREATE TABLE users (id int)");
	}

	@Test
	void longOperationIsAcceptedAndFollowed() {
		impatient().run((context) -> {
			EndpointClient client = new EndpointClient(context);
			Answer accepted;
			try (TestSession session = this.application.database().session()) {
				session.execute("BEGIN; LOCK TABLE users IN ACCESS SHARE MODE");
				accepted = client.operate("migrate", "{}");
				assertThat(accepted.status()).isEqualTo(202);
				assertThat(accepted.<String>read("state")).isEqualTo("RUNNING");
				assertThat(accepted.body()).doesNotContain("\"result\"", "\"error\"", "\"durationMs\"");
				assertThat(outcome(client, accepted).body()).isEqualTo(accepted.body());
				assertBusy(client, accepted);
				assertLockIsShown(client);
			}
			Awaitility.await().until(() -> !outcome(client, accepted).read("state").equals("RUNNING"));
			Answer ended = outcome(client, accepted);
			assertThat(ended.status()).isEqualTo(200);
			assertThat(ended.<String>read("state")).isEqualTo("SUCCEEDED");
			assertThat(ended.<List<String>>read("result.steps[*].migration")).containsExactly("1");
			assertThat(client.get("/actuator/migrations/default").<Boolean>read("lock.held")).isFalse();
			assertThat(client.operate("validate", "{}").status()).isEqualTo(202);
		});
	}

	private static Answer outcome(EndpointClient client, Answer accepted) {
		return client.get("/actuator/migrations/default/runs/" + accepted.read("id"));
	}

	private static void assertBusy(EndpointClient client, Answer accepted) {
		for (String operation : List.of("migrate", "plan", "lint")) {
			Answer busy = client.operate(operation, "{}");
			assertThat(busy.status()).isEqualTo(409);
			assertThat(busy.<String>read("error.description"))
				.isEqualTo("Operation 'migrate' of target 'default' has been running since "
						+ accepted.read("startedAt") + ".");
			assertThat(busy.<String>read("error.action"))
				.isEqualTo("Wait for its end: ask for run " + accepted.read("id") + ".");
			assertThat(busy.<String>read("running.id")).isEqualTo(accepted.<String>read("id"));
			assertThat(busy.<String>read("running.state")).isEqualTo("RUNNING");
		}
	}

	private static void assertLockIsShown(EndpointClient client) {
		Awaitility.await()
			.until(() -> client.get("/actuator/migrations/default").body().contains("\"owner\":\"migration 1 UP "));
		Answer target = client.get("/actuator/migrations/default");
		assertThat(target.<Boolean>read("lock.held")).isTrue();
		assertThat(target.<String>read("lock.owner")).startsWith("migration 1 UP ");
		assertThat(Instant.parse(target.read("lock.since"))).isBefore(Instant.now().plusSeconds(1));
		assertThat(target.<String>read("lock.migration")).isEqualTo("1");
		assertThat(target.<String>read("lock.step")).isEqualTo("UP");
		Awaitility.await().until(() -> client.get("/actuator/health").body().contains("\"lock\""));
		Answer health = client.get("/actuator/health");
		assertThat(health.<String>read("components.migrations.details.lock.owner")).startsWith("migration 1 UP ");
		assertThat(health.<String>read("components.migrations.details.lock.since")).isNotEmpty();
		assertThat(health.<String>read("components.migrations.details.lock.migration")).isEqualTo("1");
		assertThat(health.<String>read("components.migrations.details.lock.step")).isEqualTo("UP");
	}

	@Test
	void shutdownWaitsForTheMigration() {
		try (TestSession session = this.application.database().session()) {
			session.execute("BEGIN; LOCK TABLE users IN ACCESS SHARE MODE");
			impatient().run((context) -> {
				assertThat(new EndpointClient(context).operate("migrate", "{}").status()).isEqualTo(202);
				Thread closing = Thread.currentThread();
				Thread unlock = new Thread(() -> {
					Awaitility.await().until(() -> isInDestroy(closing));
					session.execute("ROLLBACK");
				});
				unlock.start();
			});
		}
		assertThat(this.application.history()).containsExactly("0 UP SUCCEEDED", "1 UP SUCCEEDED");
	}

	private static boolean isInDestroy(Thread thread) {
		return Stream.of(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals(MigrationOperations.class.getName())
					&& frame.getMethodName().equals("destroy"));
	}

	@Test
	void lockOfAnotherInstanceIsAConflict() {
		this.application.properties("migration.lock.wait-timeout=1s").run((client) -> {
			try (TestSession session = this.application.database().session()) {
				session.execute("SELECT pg_advisory_lock(" + LOCK_KEY + ")");
				Answer answer = client.operate("migrate", "{}");
				assertThat(answer.status()).isEqualTo(409);
				assertThat(answer.<String>read("error.description"))
					.startsWith("The migration lock of public.migration_history was not obtained");
				assertThat(client.get("/actuator/migrations/default").<Boolean>read("lock.held")).isTrue();
			}
			assertThat(client.operate("migrate", "{}").status()).isEqualTo(200);
		});
	}

	private WebApplicationContextRunner impatient() {
		return this.application.runner().withUserConfiguration(ImpatientCaller.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class ImpatientCaller {

		@Bean
		MigrationOperations operations(MigrationEngine engine) {
			return new MigrationOperations(List.of(engine),
					new Settings(false, "baseline", Duration.ZERO, Duration.ofMinutes(1)));
		}

	}

}
