// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The words that stand for the constants of an enum in requests.
 */
final class EnumWords {

	private EnumWords() {
	}

	static List<String> of(Class<? extends Enum<?>> type) {
		return Stream.of(type.getEnumConstants()).map((constant) -> constant.name().toLowerCase(Locale.ROOT)).toList();
	}

}
