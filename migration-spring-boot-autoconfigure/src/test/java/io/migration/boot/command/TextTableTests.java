// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextTable}.
 */
class TextTableTests {

	@Test
	void columnsAreAsWideAsTheirWidestCell() {
		assertThat(new TextTable("A", "BCD", "E").row("123456", "1", "").row("", "x", "last").toString().lines())
			.containsExactly("A       BCD  E", "123456  1", "        x    last");
	}

}
