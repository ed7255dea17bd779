// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;

import io.migration.sql.SubscriptionChange.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BareStatementPartsTests {

	@ParameterizedTest
	@ValueSource(strings = { "ALTER TABLE a.\"T\" DETACH PARTITION b.p CONCURRENTLY",
			"alter table if exists only a.\"T\" * detach partition /* c */ B.P concurrently" })
	void detachNamesBothTables(String text) {
		assertThat(DetachStatement.of(StatementKindTests.one(text)))
			.isEqualTo(new DetachStatement(new QualifiedName("a", "T"), new QualifiedName("b", "p")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER TABLE t DETACH PARTITION p", "ALTER TABLE ${t} DETACH PARTITION p CONCURRENTLY",
			"ALTER TABLE t DROP COLUMN p", "VACUUM" })
	void otherStatementsDetachNothing(String text) {
		assertThat(DetachStatement.of(StatementKindTests.one(text))).isNull();
	}

	@Test
	void changeOfASubscriptionNamesItsPublications() {
		assertThat(SubscriptionChange
			.of(StatementKindTests.one("ALTER SUBSCRIPTION \"S\" ADD PUBLICATION A, \"B\" WITH (copy_data = false)")))
			.isEqualTo(new SubscriptionChange("S", Action.ADD, List.of("a", "B")));
		assertThat(SubscriptionChange.of(StatementKindTests.one("ALTER SUBSCRIPTION s DROP PUBLICATION a")))
			.isEqualTo(new SubscriptionChange("s", Action.DROP, List.of("a")));
		assertThat(SubscriptionChange.of(StatementKindTests.one("ALTER SUBSCRIPTION s REFRESH PUBLICATION")))
			.isEqualTo(new SubscriptionChange("s", Action.OTHER, List.of()));
		assertThat(SubscriptionChange.of(StatementKindTests.one("ALTER SUBSCRIPTION s ADD PUBLICATION ${p}"))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`',
			textBlock = """
					CREATE INDEX CONCURRENTLY ON t (a) ==> CREATE INDEX ON x (a)
					create unique index concurrently on only s.t using gin (f(on_t)) where b ==> CREATE UNIQUE INDEX ON x using gin (f(on_t)) where b
					CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON "s"."on"(a) ==> CREATE INDEX ON x (a)
					""")
	void twinOfAnIndexIsOnTheOtherTable(String text, String twin) {
		assertThat(IndexTwin.of(StatementKindTests.one(text), "x")).isEqualTo(twin);
	}

	@Test
	void otherStatementsHaveNoTwin() {
		assertThat(IndexTwin.of(StatementKindTests.one("CREATE INDEX i ON t (a)"), "x")).isNull();
	}

}
