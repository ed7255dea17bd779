// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Options in parentheses such as {@code (VERBOSE, CONCURRENTLY off)} or
 * {@code (connect = false)}.
 *
 * @since 1.0.0
 */
public final class OptionList {

	private final Map<String, List<SqlToken>> values = new HashMap<>();

	/**
	 * Read the options that come next, if there are any.
	 * @param cursor the cursor, afterwards behind them
	 * @return the options
	 */
	public static OptionList read(TokenCursor cursor) {
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

	/**
	 * Return the names of all options.
	 * @return the names in lower case unless quoted
	 */
	public Set<String> names() {
		return this.values.keySet();
	}

	/**
	 * Return whether an option is given.
	 * @param name the name
	 * @return {@code true} if it is
	 */
	public boolean has(String name) {
		return this.values.containsKey(name);
	}

	/**
	 * Return whether an option is given and not switched off.
	 * @param name the name
	 * @return {@code true} if it is on
	 */
	public boolean isOn(String name) {
		List<SqlToken> value = this.values.get(name);
		return value != null && !isFalse(value);
	}

	/**
	 * Return whether an option is given as switched off.
	 * @param name the name
	 * @return {@code true} if it is off
	 */
	public boolean isOff(String name) {
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
