// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;

import io.migration.boot.actuate.EndpointClient.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backfill that runs in an application, seen and steered over HTTP.
 */
@Timeout(120)
class BackfillEndpointTests {

	private static final String TARGET = "/actuator/migrations/default";

	private static final String FIRST = "backfills[0].";

	@RegisterExtension
	private final OperatedApplication application = new OperatedApplication();

	@BeforeEach
	void prepare() {
		this.application.script("V1__users.sql", """
				-- migrate:up
				CREATE TABLE users (id int PRIMARY KEY, name text);
				INSERT INTO users SELECT i FROM generate_series(1, 3000) i;
				ANALYZE users;
				-- migrate:backfill table=users batch=10
				UPDATE users SET name = 'x' WHERE name IS NULL AND :batch AND pg_sleep(0.01) IS NOT NULL;
				""");
	}

	@Test
	void backfillIsSeenAndSteeredWhileItRuns() {
		this.application.run((client) -> {
			assertThat(client.operate("migrate", "{}").status()).isEqualTo(200);
			await(client, FIRST + "state", "RUNNING");
			Awaitility.await().until(() -> client.get(TARGET).<Integer>read(FIRST + "rows") > 0);
			Answer health = client.get("/actuator/health");
			assertThat(health.<String>read("components.migrations.status")).isEqualTo("UP");
			assertThat(health.<String>read("components.migrations.details.backfills[0].state")).isEqualTo("RUNNING");
			Answer paused = steer(client, "\"action\": \"pause\"");
			assertThat(paused.<Boolean>read("result.effective")).isTrue();
			assertThat(paused.<String>read("result.backfill.state")).isEqualTo("PAUSED");
			assertThat(steer(client, "\"action\": \"pause\"").<Boolean>read("result.effective")).isFalse();
			Answer slow = steer(client, "\"action\": \"speed\", \"rowsPerSecond\": 50");
			assertThat(slow.<Integer>read("result.backfill.limit")).isEqualTo(50);
			steer(client, "\"action\": \"resume\"");
			await(client, FIRST + "state", "RUNNING");
			steer(client, "\"action\": \"cancel\"");
			assertThat(client.get(TARGET).<String>read(FIRST + "state")).isEqualTo("CANCELLED");
			assertThat(client.get(TARGET).<Integer>read(FIRST + "workers")).isZero();
			Answer refused = client.operate("backfill", "{\"version\": 1, \"action\": \"pause\"}");
			assertThat(refused.status()).isEqualTo(409);
			assertThat(refused.<String>read("error.description"))
				.isEqualTo("The backfill of migration 1 cannot be paused: it was cancelled.");
		});
		assertThat(this.application.audit()).filteredOn((note) -> note.startsWith("backfill"))
			.containsExactly("backfill: Backfill paused, was RUNNING",
					"backfill: Backfill limited to 50 rows per second, was PAUSED",
					"backfill: Backfill resumed, was PAUSED", "backfill: Backfill cancelled, was RUNNING");
	}

	@Test
	void pauseOutlastsTheApplication() {
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			await(client, FIRST + "state", "RUNNING");
			steer(client, "\"action\": \"pause\"");
		});
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			assertThat(client.get(TARGET).<String>read(FIRST + "state")).isEqualTo("PAUSED");
			steer(client, "\"action\": \"resume\"");
			await(client, FIRST + "state", "RUNNING");
		});
	}

	@Test
	void keyOfARowThatFailsIsAValue() {
		this.application.script("V1__users.sql", """
				-- migrate:up
				CREATE TABLE users (id int PRIMARY KEY, name text CHECK (name <> 'secret'));
				INSERT INTO users SELECT i FROM generate_series(4711, 4711) i;
				-- migrate:backfill table=users
				UPDATE users SET name = 'secret' WHERE :batch AND name IS NULL;
				""");
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			await(client, FIRST + "state", "FAILED");
			String body = client.get(TARGET).body() + client.get("/actuator/health").body()
					+ client.operate("backfill", "{\"version\": 1, \"action\": \"resume\"}").body();
			assertThat(body).contains("Backfill of migration 1 failed in V1__users.sql, line 5, statement 1 of 1")
				.doesNotContain("4711", "secret", "UPDATE");
			assertThat(client.get("/actuator/health").<String>read("components.migrations.status")).isEqualTo("UP");
		});
	}

	private static Answer steer(EndpointClient client, String options) {
		Answer answer = client.operate("backfill", "{\"version\": 1, " + options + "}");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer;
	}

	private static void await(EndpointClient client, String path, String value) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> client.get(TARGET).body().contains("\"backfills\":[{")
					&& client.get(TARGET).<String>read(path).equals(value));
	}

}
