// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.HeldContract;

/**
 * A contract is held, or what it waits for has changed. Published by each instance that
 * notices it, once for each change.
 *
 * @param target name of the target
 * @param contract the contract and what it waits for
 * @since 1.0.0
 */
public record ContractHeldEvent(String target, HeldContract contract) {

}
