// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

/**
 * Whether a step runs in a transaction.
 *
 * @since 1.0.0
 */
public enum TransactionMode {

	/**
	 * In one transaction, unless a statement of the step forbids it or the step has
	 * transactions of its own.
	 */
	AUTO,

	/**
	 * In one transaction; a step that cannot is an error.
	 */
	ON,

	/**
	 * Each statement by itself.
	 */
	OFF

}
