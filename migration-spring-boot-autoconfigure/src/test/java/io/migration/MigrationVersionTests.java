// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationVersion}.
 */
class MigrationVersionTests {

	private static final String LARGE = "123456789012345678901234567890";

	@ParameterizedTest
	@CsvSource({ "1, 2", "1.9, 1.10", "9, 10", "1, 1.0.1", "0, 1", "1.0, 1.1",
			"999999999999999999, 1000000000000000000", "1, " + LARGE, "1.5, 1." + LARGE, LARGE + ", " + LARGE + ".1",
			LARGE + ".2, " + LARGE + ".10" })
	void orderIsThatOfTheNumbersPartByPart(String older, String newer) {
		assertThat(MigrationVersion.of(older)).isLessThan(MigrationVersion.of(newer));
		assertThat(MigrationVersion.of(newer)).isGreaterThan(MigrationVersion.of(older));
		assertThat(MigrationVersion.of(newer).isNewerThan(MigrationVersion.of(older))).isTrue();
		assertThat(MigrationVersion.of(newer)).isNotEqualTo(MigrationVersion.of(older));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1.0", "1, 01", "1_2, 1.2", "0, 0.0", "1.0.0, 1", "000000000000000000000007, 7",
			LARGE + ", 0" + LARGE, LARGE + ".0, " + LARGE })
	void versionsWithTheSameNumbersAreEqual(String one, String other) {
		assertThat(MigrationVersion.of(one)).isEqualTo(MigrationVersion.of(other))
			.isEqualByComparingTo(MigrationVersion.of(other))
			.hasSameHashCodeAs(MigrationVersion.of(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "1.", ".1", "1..2", "a", "1a", "-1", "1 ", "\u0661" })
	void textThatIsNoVersionIsNotParsed(String text) {
		assertThat(MigrationVersion.parse(text)).isNull();
	}

	@Test
	void textStaysAsWrittenButForTheDots() {
		assertThat(MigrationVersion.of("01_20.0")).hasToString("01.20.0");
	}

	@Test
	void versionsOfAllSizesSortTogether() {
		List<String> sorted = List.of("0", "0.1", "1", "2.0.1", "10", "999999999999999999", "1000000000000000000",
				LARGE);
		TreeSet<MigrationVersion> versions = new TreeSet<>(sorted.stream().map(MigrationVersion::of).toList());
		assertThat(versions).extracting(MigrationVersion::toString).containsExactlyElementsOf(sorted);
	}

}
