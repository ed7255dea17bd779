// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

/**
 * A version of the server.
 *
 * @param major for instance 18
 * @param minor for instance 1
 * @since 1.0.0
 */
public record ServerVersion(int major, int minor) {

	/**
	 * The newest version of which the behaviour was measured; taken where none is known.
	 */
	public static final ServerVersion NEWEST = new ServerVersion(18, 0);

	/**
	 * Return the version of a number like {@code server_version_num}.
	 * @param number for instance 180001
	 * @return the version
	 */
	public static ServerVersion of(int number) {
		return new ServerVersion(number / 10000, number % 10000);
	}

	/**
	 * Return the version of a text.
	 * @param text for instance {@code 18} or {@code 15.3}
	 * @return the version
	 * @throws NumberFormatException if the text is no version
	 */
	public static ServerVersion parse(String text) {
		int dot = text.indexOf('.');
		return (dot < 0) ? new ServerVersion(Integer.parseInt(text), 0) : new ServerVersion(
				Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
	}

	/**
	 * Return whether this version has what came with another one.
	 * @param release the major version
	 * @return {@code true} if it is this one or newer
	 */
	public boolean isAtLeast(int release) {
		return this.major >= release;
	}

}
