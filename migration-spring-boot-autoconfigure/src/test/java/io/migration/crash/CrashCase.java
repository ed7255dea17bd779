// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A scenario whose operations are killed and begun again.
 *
 * @param number its number in the plan
 * @param scenario what is done
 * @param triggers when its processes are killed, one after the other
 */
record CrashCase(int number, Scenario scenario, List<Trigger> triggers) {

	/**
	 * Kill, restart, and compare with the model.
	 * @param children where processes come from
	 * @return the kills that happened
	 */
	List<Kill> run(Supplier<Child> children) {
		try (TestDatabase database = PostgresServer.newDatabase()) {
			List<Kill> kills = new ArrayList<>();
			int next = 0;
			for (Trigger trigger : this.triggers) {
				for (; next < trigger.operation(); next++) {
					operation(next).run(database.dataSource());
				}
				Kill kill = kill(database, children.get(), trigger, operation(next));
				if (kill == null) {
					break;
				}
				kills.add(kill);
			}
			finish(database, next);
			return kills;
		}
		catch (RuntimeException | AssertionError ex) {
			throw new AssertionError("Case " + this.number + ", scenario '" + this.scenario.name()
					+ "', to be killed at " + this.triggers + ": " + ex.getMessage(), ex);
		}
	}

	private static @Nullable Kill kill(TestDatabase database, Child child, Trigger trigger, Operation operation) {
		try (Executioner executioner = new Executioner(database, child, operation, trigger)) {
			return executioner.run();
		}
	}

	private void finish(TestDatabase database, int next) {
		Facts facts = new Facts(database);
		for (int operation = next; operation < this.scenario.operations().size(); operation++) {
			operation(operation).run(database.dataSource());
		}
		assertThat(facts.world()).isEqualTo(this.scenario.expected());
		assertThat(operation(this.scenario.operations().size() - 1).run(database.dataSource())).isZero();
		assertThat(facts.world()).isEqualTo(this.scenario.expected());
		facts.awaitQuiet();
	}

	private Operation operation(int index) {
		return this.scenario.operations().get(index);
	}

}
