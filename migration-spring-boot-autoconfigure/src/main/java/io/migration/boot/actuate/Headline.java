// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

/**
 * The first line of a message, which says what is wrong and where. The lines behind it
 * quote statements, which not everybody may see.
 */
final class Headline {

	private Headline() {
	}

	static String of(String message) {
		String line = message.lines().findFirst().orElse("");
		return line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
	}

	static String of(String message, boolean whole) {
		return whole ? message : of(message);
	}

	static List<String> of(List<String> messages, boolean whole) {
		return messages.stream().map((message) -> of(message, whole)).toList();
	}

}
