// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Options in parentheses such as {@code (VERBOSE, CONCURRENTLY off)} or
 * {@code (connect = false)}.
 */
final class OptionList {

	private final Map<String, List<SqlToken>> values = new HashMap<>();

	static OptionList read(TokenCursor cursor) {
		OptionList options = new OptionList();
		if (cursor.isAtSymbol("(")) {
			List<SqlToken> tokens = cursor.rest();
			cursor.skipGroup();
			int length = tokens.size() - cursor.rest().size();
			for (TokenCursor option : new TokenCursor(tokens.subList(1, Math.max(1, length - 1))).split()) {
				options.add(option);
			}
		}
		return options;
	}

	private void add(TokenCursor option) {
		if (!option.isAtEnd()) {
			String name = IdentifierText.valueOf(option.rest().get(0));
			option.skip();
			while (option.acceptSymbol(".")) {
				name = name + "." + IdentifierText.valueOf(option.rest().get(0));
				option.skip();
			}
			option.acceptSymbol("=");
			this.values.put(name, option.rest());
		}
	}

	Iterable<String> names() {
		return this.values.keySet();
	}

	boolean has(String name) {
		return this.values.containsKey(name);
	}

	boolean isOn(String name) {
		List<SqlToken> value = this.values.get(name);
		return value != null && !isFalse(value);
	}

	boolean isOff(String name) {
		List<SqlToken> value = this.values.get(name);
		return value != null && isFalse(value);
	}

	static boolean isFalse(List<SqlToken> value) {
		if (value.size() != 1) {
			return false;
		}
		SqlToken token = value.get(0);
		String text = (token.type() == TokenType.STRING) ? IdentifierText.contentOf(token)
				: IdentifierText.valueOf(token);
		return switch (SqlCharacters.fold(text)) {
			case "false", "off", "0", "no" -> true;
			default -> false;
		};
	}

}
