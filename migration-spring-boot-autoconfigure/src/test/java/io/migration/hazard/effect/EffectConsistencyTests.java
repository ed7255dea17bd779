// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.ServerVersion;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StatementReader;
import io.migration.sql.LockImpact;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.TransactionUse;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine sets lock time-outs by the lock impact, which knows nothing of tables. It
 * must never be weaker than what the effect model says.
 */
class EffectConsistencyTests {

	@TestFactory
	Stream<DynamicTest> lockImpactIsNotWeakerThanTheEffect() throws IOException {
		return statements().stream().map((statement) -> DynamicTest.dynamicTest(statement.text(), () -> {
			StatementEffect effect = effectOf(statement, false);
			LockImpact impact = statement.lockImpact();
			boolean lasting = effect.tables().stream().anyMatch((table) -> !table.momentary() && isBlocking(table));
			if (lasting) {
				assertThat(impact.isBlocking()).isTrue();
			}
			if (effect.tables().stream().anyMatch((table) -> !table.momentary() && table.mode().blocksReads())) {
				assertThat(impact).isEqualTo(LockImpact.BLOCKS_READERS);
			}
			if (impact == LockImpact.WAITS_FOR_OLD_TRANSACTIONS) {
				assertThat(lasting).isFalse();
			}
		}));
	}

	@TestFactory
	Stream<DynamicTest> whatRefusesATransactionIsTheSame() throws IOException {
		return statements().stream()
			.map((statement) -> DynamicTest.dynamicTest(statement.text(),
					() -> assertThat(effectOf(statement, true).failure() == Failure.IN_TRANSACTION)
						.isEqualTo(statement.transactionUse() == TransactionUse.FORBIDDEN)));
	}

	// Takes 0.2 to 0.4 s on two busy cores; the limit is for what grows with the square
	@Test
	void thousandScriptsOfFiveStatementsTakeLessThanFiveSeconds() throws IOException {
		List<String> texts = statements().stream().map(SqlStatement::text).toList();
		SchemaModel schema = schema();
		long start = System.nanoTime();
		for (int i = 0; i < 1000; i++) {
			int first = (5 * i) % (texts.size() - 5);
			schema.beginMigration();
			String script = String.join(";\n", texts.subList(first, first + 5));
			for (SqlStatement statement : SqlDialect.postgresql().read(script).statements()) {
				SqlAction action = StatementReader.read(statement);
				EffectModel.of(statement, action, schema, true);
				schema.apply(action);
			}
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	private static boolean isBlocking(TableEffect table) {
		return table.mode().blocksWrites();
	}

	private static StatementEffect effectOf(SqlStatement statement, boolean inTransaction) throws IOException {
		return EffectModel.of(StatementReader.read(statement), schema(), inTransaction);
	}

	private static SchemaModel schema() throws IOException {
		SchemaModel schema = new SchemaModel(new ServerVersion(18, 0));
		for (String script : List.of("locks-setup.sql", "locks-rows.sql")) {
			read(script).forEach((statement) -> schema.apply(StatementReader.read(statement)));
		}
		schema.beginMigration();
		return schema;
	}

	private static List<SqlStatement> statements() throws IOException {
		List<SqlStatement> statements = new ArrayList<>(read("live-statements.sql"));
		statements.addAll(LockMeasurement.all()
			.stream()
			.filter((row) -> !row.isHeldOut() && row.version() == 18 && !row.get("statement").contains(";"))
			.flatMap((row) -> SqlDialect.postgresql().read(row.get("statement")).statements().stream())
			.toList());
		return statements;
	}

	private static List<SqlStatement> read(String name) throws IOException {
		try (InputStream stream = EffectConsistencyTests.class.getResourceAsStream("/io/migration/hazard/" + name)) {
			return SqlDialect.postgresql().read(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).statements();
		}
	}

}
