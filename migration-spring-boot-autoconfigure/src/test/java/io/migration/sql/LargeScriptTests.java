// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class LargeScriptTests {

	// Far above what linear work takes on a busy machine, far below what quadratic takes
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	@ParameterizedTest
	@MethodSource("scripts")
	void readingTakesTimeInProportion(String text, int statements) {
		List<SqlStatement> read = SqlDialect.postgresql().read(text).statements();
		assertThat(read).hasSize(statements);
	}

	static Stream<Arguments> scripts() {
		return Stream.of(
				Arguments.of("INSERT INTO s.customers (id, name, at) VALUES (4711, 'it''s', now());\n".repeat(80_000),
						80_000),
				Arguments.of("INSERT INTO t VALUES " + "(1, 'a'),\n".repeat(400_000) + "(2, 'b')", 1),
				Arguments.of("COPY t FROM stdin;\n" + "1\tsome text\tmore\n".repeat(300_000) + "\\.\n", 1),
				Arguments.of("/*".repeat(500_000) + "*/".repeat(500_000) + "SELECT 1", 1),
				Arguments.of(" ".repeat(1_000_000) + "-- c\n".repeat(300_000), 0),
				Arguments.of("SELECT " + "(".repeat(300_000) + ")".repeat(300_000), 1),
				Arguments.of("SELECT " + "${".repeat(500_000), 1),
				Arguments.of("SELECT " + "a.".repeat(300_000) + "b", 1),
				Arguments.of("WITH " + "x AS (SELECT 1), ".repeat(100_000) + "y AS (SELECT 2) SELECT 1", 1),
				Arguments.of(
						"ALTER TABLE t " + "ALTER a SET STATISTICS 1, ".repeat(100_000) + "ALTER b SET STATISTICS 1",
						1),
				Arguments.of("DO $$" + "BEGIN PERFORM 1; END;\n".repeat(200_000) + "$$", 1));
	}

}
