// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementSummary}.
 */
class StatementSummaryTests {

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`',
			textBlock = """
					UPDATE item SET cents = price::numeric*100 WHERE a.b=1 AND :batch ==> UPDATE item SET cents = price::numeric*100 WHERE a.b=1 AND :batch
					SELECT count(*), ARRAY [1 , 2]                                    ==> SELECT count(*), ARRAY [1 , 2]
					SELECT/* not shown */1                                            ==> SELECT 1
					INSERT INTO t VALUES ('secret'||E'too', -1)                       ==> INSERT INTO t VALUES ('...'||'...', -1)
					""")
	void isShownAsWritten(String sql, String shown) {
		assertThat(StatementSummary.of(statement(sql))).isEqualTo(shown);
	}

	@Test
	void linesAreJoined() {
		assertThat(StatementSummary.of(statement("SELECT a, -- why\n\t\tb\n  FROM\n\n t")))
			.isEqualTo("SELECT a, b FROM t");
	}

	@Test
	void stringOverSeveralLinesIsHiddenAsAWhole() {
		assertThat(StatementSummary.of(statement("SELECT 'a\nb'::text"))).isEqualTo("SELECT '...'::text");
	}

	@Test
	void longOnesAreCut() {
		assertThat(StatementSummary.of(statement("SELECT " + "a,".repeat(300) + "a"))).hasSizeLessThan(170)
			.endsWith(" ...");
	}

	private static SqlStatement statement(String sql) {
		return SqlDialect.postgresql().read(sql).statements().get(0);
	}

}
