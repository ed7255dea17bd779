// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.util.Locale;

/**
 * Numbers as text, with no more digits than say something.
 */
final class Numbers {

	private Numbers() {
	}

	static String plain(double value) {
		return String.format(Locale.ROOT, (value < 100) ? "%.1f" : "%,.0f", value);
	}

	static String time(double milliseconds) {
		return (milliseconds < 10000) ? plain(milliseconds) + " ms"
				: String.format(Locale.ROOT, "%.1f s", milliseconds / 1000);
	}

	static String count(int value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

}
