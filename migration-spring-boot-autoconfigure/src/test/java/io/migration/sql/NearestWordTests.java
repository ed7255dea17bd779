// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NearestWordTests {

	private static final List<String> WORDS = List.of("up", "down", "backfill", "contract", "verify", "precondition",
			"lock-timeout", "transaction");

	@ParameterizedTest
	@CsvSource({ "up,up", "pu,up", "ups,up", "don,down", "dwon,down", "back-fill,backfill", "backfil,backfill",
			"BACKFILL,backfill", "contarct,contract", "varify,verify", "precondtion,precondition",
			"locktimeout,lock-timeout", "transactoin,transaction" })
	void slipFindsTheWordThatWasMeant(String word, String expected) {
		assertThat(NearestWord.to(word, WORDS)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "x", "xy", "rollback", "table", "''" })
	void wordTooFarFromAllFindsNothing(String word) {
		assertThat(NearestWord.to(word, WORDS)).isNull();
	}

	@Test
	void firstOfEquallyNearWordsWins() {
		assertThat(NearestWord.to("bat", List.of("cat", "hat"))).isEqualTo("cat");
	}

	@Test
	void noCandidatesFindNothing() {
		assertThat(NearestWord.to("up", List.of())).isNull();
	}

}
