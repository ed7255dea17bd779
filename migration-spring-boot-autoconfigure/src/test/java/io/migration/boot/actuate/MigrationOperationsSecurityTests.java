// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.migration.boot.actuate.EndpointClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may operate, and whose name is noted, with Spring Security.
 */
class MigrationOperationsSecurityTests {

	@RegisterExtension
	private final OperatedApplication application = new OperatedApplication();

	@BeforeEach
	void prepare() {
		this.application
			.script("V1__users.sql", "-- migrate:up\nCREATE TABLE users (id int);\n-- migrate:down\nDROP TABLE users;")
			.properties("migration.endpoint.rollback=true",
					"management.endpoint.migrations.show-values=WHEN_AUTHORIZED",
					"management.endpoint.migrations.roles=dba");
	}

	@Test
	void callerIsNotedInTheHistory() {
		secured(Rules.class).run((context) -> {
			EndpointClient client = new EndpointClient(context);
			assertThat(client.as("alice").operate("migrate", "{}").status()).isEqualTo(200);
			Answer answer = client.as("alice").operate("rollback", "{\"steps\": 1}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(this.application.audit()).containsExactly("migrate: Migration of 1\nRequested by alice",
					"rollback: Rollback of the last 1: 1\nRequested by alice");
		});
	}

	@Test
	void nobodyIsNotedWithoutSecurity() {
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			Answer answer = client.operate("rollback", "{\"steps\": 1}");
			assertThat(answer.body()).doesNotContain("requestedBy");
			assertThat(this.application.audit()).containsExactly("rollback: Rollback of the last 1: 1");
		});
	}

	@Test
	void valuesAreShownToThoseWhoMaySeeThem() {
		secured(Rules.class).run((context) -> {
			EndpointClient client = new EndpointClient(context);
			Answer hidden = client.as("bob").operate("plan", "{}");
			assertThat(hidden.<String>read("requestedBy")).isEqualTo("******");
			assertThat(hidden.body()).doesNotContain("CREATE TABLE");
			Answer shown = client.as("alice").operate("plan", "{}");
			assertThat(shown.<String>read("requestedBy")).isEqualTo("alice");
			assertThat(shown.body()).contains("CREATE TABLE");
			String run = "/actuator/migrations/default/runs/" + shown.read("id");
			assertThat(client.as("alice").get(run).body()).isEqualTo(shown.body());
			assertThat(client.as("bob").get(run).body()).doesNotContain("CREATE TABLE", "alice");
		});
	}

	@Test
	void rulesForPathsHold() {
		secured(Rules.class).run((context) -> {
			EndpointClient client = new EndpointClient(context);
			assertThat(client.operate("plan", "{}").status()).isEqualTo(401);
			assertThat(client.as("bob").operate("migrate", "{}").status()).isEqualTo(403);
			assertThat(client.as("bob").operate("plan", "{\"path\": \"default,migrate\"}").status()).isEqualTo(400);
			assertThat(client.as("bob").get("/actuator/migrations/default").<String>read("state")).isEqualTo("PENDING");
		});
	}

	@Test
	void forgedRequestsAreTheBusinessOfSpringSecurity() {
		secured(RulesWithCsrfProtection.class).run((context) -> {
			EndpointClient client = new EndpointClient(context);
			assertThat(client.as("alice").operate("migrate", "{}").status()).isEqualTo(403);
			assertThat(client.as("alice").get("/actuator/migrations/default").<String>read("state"))
				.isEqualTo("PENDING");
		});
	}

	private WebApplicationContextRunner secured(Class<?> rules) {
		return this.application.runner()
			.withConfiguration(
					AutoConfigurations.of(SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
							SecurityFilterAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class))
			.withUserConfiguration(Users.class, rules);
	}

	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("alice").password("{noop}secret").authorities("dba").build(),
					User.withUsername("bob").password("{noop}secret").authorities("reader").build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		SecurityFilterChain rules(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests
					.requestMatchers("/actuator/migrations/*/migrate", "/actuator/migrations/*/rollback")
					.hasAuthority("dba")
					.anyRequest()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf(CsrfConfigurer::disable)
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RulesWithCsrfProtection {

		@Bean
		SecurityFilterChain rules(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
