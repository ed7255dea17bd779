// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.error;

/**
 * A change does not fit the state of what shall be changed.
 */
@SuppressWarnings("serial")
public class ConflictException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what does not fit
	 */
	public ConflictException(String message) {
		super(message);
	}

}
