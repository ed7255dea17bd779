// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import io.migration.MigrationEngine;
import io.migration.Rollout;
import io.migration.boot.actuate.EndpointClient.Answer;
import io.migration.boot.autoconfigure.ReleaseFitness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What endpoint and health tell of contracts and instances.
 */
class ContractActuatorTests {

	@RegisterExtension
	private final OperatedApplication application = new OperatedApplication();

	@Test
	void heldContractsAndInstancesAreListed() {
		this.application.properties("spring.application.name=shop", "migration.application-version=1.4")
			.script("V1__users.sql", """
					-- migrate:up
					CREATE TABLE users (id int, name text);
					-- migrate:contract
					ALTER TABLE users DROP COLUMN name;
					""");
		this.application.runner().run((context) -> {
			EndpointClient client = new EndpointClient(context);
			client.operate("migrate", "{}");
			context.getBean(MigrationEngine.class).heartbeat();
			Answer answer = client.get("/actuator/migrations/default");
			assertThat(answer.<List<String>>read("held[*].version")).containsExactly("1");
			assertThat(answer.<Boolean>read("held[0].open")).isFalse();
			assertThat(answer.<List<String>>read("held[0].conditions[?(@.met == false)].name")).containsExactly("soak",
					"approval");
			assertThat(answer.<List<String>>read("instances[*].application")).containsExactly("shop");
			assertThat(answer.<List<String>>read("instances[*].applicationVersion")).containsExactly("1.4");
			assertThat(answer.<List<String>>read("instances[*].newestVersion")).containsExactly("1");
			assertThat(answer.<List<Boolean>>read("instances[*].alive")).containsExactly(true);
		});
	}

	@Test
	void releaseThatIsTooOldIsOutOfService() {
		this.application.script("V1__users.sql", "CREATE TABLE users (id int);");
		this.application.runner().run((context) -> {
			EndpointClient client = new EndpointClient(context);
			client.operate("migrate", "{}");
			ReleaseFitness fitness = context.getBean(ReleaseFitness.class);
			fitness.rolloutRead(new Rollout(List.of(), List.of("9")));
			Answer answer = client.get("/actuator/health");
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.<String>read("components.migrations.status")).isEqualTo("OUT_OF_SERVICE");
			assertThat(answer.<String>read("components.migrations.details.unfit"))
				.startsWith("the contract of migration 9 has run, which this release does not contain.");
			fitness.rolloutRead(Rollout.NONE);
			assertThat(client.get("/actuator/health").status()).isEqualTo(200);
		});
	}

}
