// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * One mistake in a script, or in the set of scripts.
 *
 * @param script the file, class or location
 * @param line line of the mistake, from 1; 0 if it concerns the file as a whole
 * @param message what is wrong
 * @param action what to do about it
 * @since 1.0.0
 */
public record ScriptProblem(String script, int line, String message, String action) {

	/**
	 * Return file and line in the form that tools recognise.
	 * @return {@code file:line} or the file
	 */
	public String position() {
		return (this.line > 0) ? this.script + ":" + this.line : this.script;
	}

}
