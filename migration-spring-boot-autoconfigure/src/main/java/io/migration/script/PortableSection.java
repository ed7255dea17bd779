// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes a section as a text that says everything by itself: what stands on its marker
 * line, what the settings beside the script say, and the queries that verify it.
 */
final class PortableSection {

	private PortableSection() {
	}

	static String of(Section section, @Nullable Section verify, StepOptions options) {
		Map<String, String> said = new LinkedHashMap<>(section.marker().options());
		if (options.transaction() != TransactionMode.AUTO) {
			said.put("transaction", options.transaction().name().toLowerCase(Locale.ROOT));
		}
		String text = marker(section.type(), said) + section.body();
		return (verify != null)
				? text.stripTrailing() + "\n" + marker(verify.type(), verify.marker().options()) + verify.body() : text;
	}

	private static String marker(SectionType type, Map<String, String> options) {
		StringBuilder line = new StringBuilder("-- migrate:").append(type.word());
		options.forEach((name, value) -> line.append(' ').append(name).append('=').append(quoted(value)));
		return line.append('\n').toString();
	}

	private static String quoted(String value) {
		return value.chars().anyMatch(Character::isWhitespace) ? '"' + value + '"' : value;
	}

}
