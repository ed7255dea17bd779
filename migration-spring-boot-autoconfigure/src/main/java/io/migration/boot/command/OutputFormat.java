// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

/**
 * For whom a result is printed.
 */
enum OutputFormat {

	/**
	 * A table or sentences, for people.
	 */
	TEXT,

	/**
	 * One line of JSON, for machines.
	 */
	JSON,

	/**
	 * SARIF 2.1.0, for tools that show findings beside the code.
	 */
	SARIF;

	/**
	 * Return the format that was asked for, even if the options as a whole are wrong.
	 * @param text what was written
	 * @return the format, {@link #TEXT} if there is no such one
	 */
	static OutputFormat lenient(String text) {
		for (OutputFormat format : values()) {
			if (format.name().equalsIgnoreCase(text)) {
				return format;
			}
		}
		return TEXT;
	}

}
