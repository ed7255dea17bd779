// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

/**
 * Told what is waited for.
 */
interface WaitListener {

	/**
	 * A listener that does nothing.
	 */
	WaitListener NONE = (what) -> {
	};

	void waiting(String what);

}
