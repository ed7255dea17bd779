// SPDX-License-Identifier: Apache-2.0
package io.migration.sample;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.migration.MigrationEngine;
import io.migration.MigrationStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the first start has done to an empty database, and what it tells about it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class MigrationTests {

	private static final List<String> VERSIONS = IntStream.rangeClosed(1, 12).mapToObj(String::valueOf).toList();

	private static final ParameterizedTypeReference<List<String>> STRINGS = new ParameterizedTypeReference<>() {
	};

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private JdbcConnectionDetails connectionDetails;

	private RestTestClient client;

	@BeforeEach
	void connect() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.jdbc.sql("SELECT state FROM migration_history WHERE step = 'BACKFILL'")
				.query(String.class)
				.single()
				.equals("SUCCEEDED"));
	}

	@Test
	void endpointListsAllMigrations() {
		this.client.get()
			.uri("/actuator/migrations")
			.exchangeSuccessfully()
			.expectBody()
			.jsonPath("$.targets.default.appliedCount")
			.isEqualTo(VERSIONS.size() + 1)
			.jsonPath("$.targets.default.version")
			.isEqualTo("12")
			.jsonPath("$.targets.default.state")
			.isEqualTo("AWAITING_CONTRACT")
			.jsonPath("$.targets.default.pending")
			.isEmpty()
			.jsonPath("$.targets.default.schema")
			.isEqualTo("public")
			.jsonPath("$.targets.default.applied[?(@.kind == 'VERSIONED')].version")
			.value(STRINGS, (versions) -> assertThat(versions).containsExactlyInAnyOrderElementsOf(VERSIONS))
			.jsonPath("$.targets.default.applied[?(@.kind == 'REPEATABLE')].description")
			.isEqualTo("order totals")
			.jsonPath("$.targets.default.applied[?(@.version == '8')].script")
			.isEqualTo("io.migration.sample.migration.V8__Search_products_without_accents")
			.jsonPath("$.targets.default.applied[?(@.kind == 'VERSIONED' && @.reversible == false)].version")
			.isEqualTo("1")
			.jsonPath("$.targets.default.lock.held")
			.isEqualTo(false);
	}

	@Test
	void endpointShowsWhatIsLeftOfDisplayName() {
		this.client.get().uri("/actuator/migrations/default/9").exchangeSuccessfully().expectBody().json("""
				{"applied": {"description": "add customer display name", "steps": [
				  {"step": "UP", "state": "SUCCEEDED", "statements": 4, "statementsDone": 4},
				  {"step": "BACKFILL", "state": "SUCCEEDED", "statements": 1, "statementsDone": 1},
				  {"step": "CONTRACT", "state": "HELD", "statements": 5, "statementsDone": 0}]}}""");
	}

	@Test
	void contractIsHeld() {
		boolean notNull = this.jdbc.sql("""
				SELECT attnotnull FROM pg_attribute
				 WHERE attrelid = 'customers'::regclass AND attname = 'display_name'""").query(Boolean.class).single();
		assertThat(notNull).isFalse();
	}

	@Test
	void rowOfOldInstanceGetsDisplayName() {
		String displayName = this.jdbc.sql("""
				INSERT INTO customers (first_name, last_name, email) VALUES ('Old', 'Instance', 'old@example.com')
				RETURNING display_name""").query(String.class).single();
		assertThat(displayName).isEqualTo("Old Instance");
		this.jdbc.sql("DELETE FROM customers WHERE email = 'old@example.com'").update();
	}

	@Test
	void concurrentIndexIsValid() {
		boolean valid = this.jdbc.sql("""
				SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_customer_id_placed_at_idx'::regclass""")
			.query(Boolean.class)
			.single();
		assertThat(valid).isTrue();
	}

	@Test
	void healthIsUpAndKnowsTheMigrations() {
		this.client.get().uri("/actuator/health").exchangeSuccessfully().expectBody().json("""
				{"status": "UP", "components": {"migrations": {"status": "UP", "details": {
				  "state": "AWAITING_CONTRACT", "version": "12", "awaitingContract": ["9"]}}}}""");
	}

	@Test
	void infoHasTheVersion() {
		this.client.get().uri("/actuator/info").exchangeSuccessfully().expectBody().json("""
				{"migrations": {"default": {"version": "12", "applied": 13, "pending": 0}}}""");
	}

	@Test
	void prometheusHasOneTimerForEachVersion() {
		String scrape = this.client.get()
			.uri("/actuator/prometheus")
			.exchangeSuccessfully()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(scrape).isNotNull();
		assertThat(Pattern.compile("^migration_step_seconds_count\\{(.*)} 1$", Pattern.MULTILINE)
			.matcher(scrape)
			.results()
			.map((result) -> result.group(1))
			.filter((tags) -> tags.contains("step=\"up\""))
			.map((tags) -> tags.replaceFirst(".*version=\"([^\"]*)\".*", "$1"))).containsAll(VERSIONS)
			.doesNotHaveDuplicates();
	}

	@Test
	void secondStartOnSameDatabaseAppliesNothing() {
		String rows = "SELECT count(*) FROM migration_history";
		long before = this.jdbc.sql(rows).query(Long.class).single();
		try (ConfigurableApplicationContext second = start()) {
			MigrationStatus status = second.getBean(MigrationEngine.class).status(0);
			assertThat(status.required().isComplete()).isTrue();
			assertThat(second.getBeanProvider(EmbeddedPostgres.class).getIfAvailable()).isNull();
			assertThat(this.jdbc.sql(rows).query(Long.class).single()).isEqualTo(before);
		}
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(ShopApplication.class).main(ShopApplication.class)
			.properties("server.port=0")
			.run("--spring.datasource.url=" + this.connectionDetails.getJdbcUrl(),
					"--spring.datasource.username=" + this.connectionDetails.getUsername());
	}

}
