// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.migration.MigrationEngine;

/**
 * An operation with its options, which were found valid.
 */
@FunctionalInterface
interface OperationWork {

	/**
	 * Do it.
	 * @param engine the engine of the target
	 * @return what came of it
	 */
	OperationResult run(MigrationEngine engine);

}
