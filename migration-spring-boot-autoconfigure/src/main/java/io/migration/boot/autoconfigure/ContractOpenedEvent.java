// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.HeldContract;

/**
 * A contract waits for nothing any more. Published by each instance that notices it.
 *
 * @param target name of the target
 * @param contract the contract
 * @since 1.0.0
 */
public record ContractOpenedEvent(String target, HeldContract contract) {

}
