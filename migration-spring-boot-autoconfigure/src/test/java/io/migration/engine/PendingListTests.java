// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;

import io.migration.HazardMode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PendingList}.
 */
class PendingListTests {

	@Test
	void adviceThatCannotBeGivenDoesNotKeepMigrationsFromRunning() throws SQLException {
		assertThat(PendingList.judged(HazardMode.WARN, List.of(), PendingListTests::fail)).isEmpty();
	}

	@Test
	void nothingRunsUnjudgedWhereHazardsAreRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> PendingList.judged(HazardMode.FAIL, List.of(), PendingListTests::fail));
	}

	private static <T> T fail() {
		throw new IllegalStateException("a rule failed");
	}

}
