// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

/**
 * Collects the mistakes of one file.
 *
 * @param problems where they go
 * @param script the file as it is called in messages
 */
record FileProblems(Problems problems, String script) {

	void add(int line, String message, String action) {
		this.problems.add(this.script, line, message, action);
	}

	void add(String message, String action) {
		add(0, message, action);
	}

}
