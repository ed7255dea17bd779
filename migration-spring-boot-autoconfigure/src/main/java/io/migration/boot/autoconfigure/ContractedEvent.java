// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.StepRun;

/**
 * A contract has run. Published by the instance that ran it.
 *
 * @param target name of the target
 * @param run the step and how it went
 * @since 1.0.0
 */
public record ContractedEvent(String target, StepRun run) {

}
