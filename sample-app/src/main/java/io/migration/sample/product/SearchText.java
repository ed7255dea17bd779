// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.product;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as it is searched: without accents, in lower case.
 */
final class SearchText {

	private SearchText() {
	}

	static String of(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
	}

}
