// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

/**
 * What came of an operation. Kept as it is, and described anew for each reader: not
 * everybody may see the statements in it.
 */
@FunctionalInterface
interface OperationResult {

	/**
	 * Return what is written as JSON.
	 * @param showValues whether the reader may see statements
	 * @return the description
	 */
	Object describe(boolean showValues);

}
