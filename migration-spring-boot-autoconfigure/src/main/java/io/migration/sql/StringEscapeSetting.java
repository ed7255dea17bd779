// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;
import java.util.Set;

/**
 * Follows {@code SET standard_conforming_strings}, which changes how the rest of the text
 * has to be read.
 */
final class StringEscapeSetting {

	private static final String NAME = "standard_conforming_strings";

	private static final Set<String> SCOPES = Set.of("session", "local");

	private StringEscapeSetting() {
	}

	static void of(List<SqlToken> tokens, PostgreSqlTokenizer tokenizer) {
		TokenCursor cursor = new TokenCursor(tokens);
		if (cursor.accept("set")) {
			cursor.acceptAny(SCOPES);
			if (cursor.acceptName(NAME) && (cursor.accept("to") || cursor.acceptSymbol("="))) {
				tokenizer.useBackslashEscapes(OptionList.isFalse(cursor.rest()));
			}
		}
		else if (cursor.accept("reset") && (cursor.acceptName(NAME) || cursor.accept("all"))) {
			tokenizer.useBackslashEscapes(false);
		}
	}

}
