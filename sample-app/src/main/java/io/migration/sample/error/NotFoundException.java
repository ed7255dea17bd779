// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.error;

/**
 * Something that was asked for does not exist.
 */
@SuppressWarnings("serial")
public class NotFoundException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param what what was asked for
	 * @param id which one
	 */
	public NotFoundException(String what, Object id) {
		super("There is no " + what + " " + id);
	}

}
