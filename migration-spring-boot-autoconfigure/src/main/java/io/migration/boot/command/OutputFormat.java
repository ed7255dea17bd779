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
	JSON

}
