// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.migration.crash.Trigger.Aftermath;
import io.migration.testing.Exchange;
import io.migration.testing.ExchangeObserver;
import io.migration.testing.PostgresServer;
import io.migration.testing.StatementProxy;
import io.migration.testing.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a scenario says to the server when nobody disturbs it.
 *
 * @param scenario the scenario
 * @param spots all exchanges
 */
record Profile(Scenario scenario, List<Spot> spots) {

	static Profile of(Scenario scenario) {
		List<Spot> spots = new ArrayList<>();
		try (TestDatabase database = PostgresServer.newDatabase()) {
			for (int operation = 0; operation < scenario.operations().size(); operation++) {
				spots.addAll(record(database, scenario.operations().get(operation), operation));
			}
			assertThat(new Facts(database).world()).isEqualTo(scenario.expected());
		}
		return new Profile(scenario, spots);
	}

	Operation first() {
		return this.scenario.operations().get(0);
	}

	private static List<Spot> record(TestDatabase database, Operation operation, int index) {
		List<Spot> spots = new ArrayList<>();
		Map<Traffic, Integer> seen = new EnumMap<>(Traffic.class);
		ExchangeObserver recorder = new ExchangeObserver() {

			@Override
			public void requested(Exchange exchange) {
				Traffic traffic = Traffic.of(exchange.texts());
				spots.add(new Spot(index, operation.rollsBack(), traffic, seen.merge(traffic, 1, Integer::sum)));
			}

		};
		try (StatementProxy proxy = StatementProxy.to(database, recorder)) {
			PGSimpleDataSource dataSource = (PGSimpleDataSource) database.dataSource();
			dataSource.setUrl(proxy.url());
			operation.run(dataSource);
		}
		return spots;
	}

	/**
	 * An exchange.
	 *
	 * @param operation which operation it belongs to, from 0
	 * @param rollback whether that rolls back
	 * @param traffic its kind
	 * @param occurrence its number among those of its kind, from 1
	 */
	record Spot(int operation, boolean rollback, Traffic traffic, int occurrence) {

		Cell cell() {
			return new Cell(this.rollback, this.traffic);
		}

		Trigger trigger(KillPoint point, Aftermath aftermath) {
			return Trigger.at(this.operation, this.traffic, this.occurrence, point, aftermath);
		}

	}

}
