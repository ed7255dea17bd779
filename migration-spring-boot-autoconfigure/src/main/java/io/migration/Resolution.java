// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * How a step stands after somebody said what became of it.
 *
 * @param target name of the target
 * @param step the step
 * @param state its state now
 * @param statements how many statements it has
 * @param statementsDone how many of them are done
 * @since 1.0.0
 */
public record Resolution(String target, StepId step, StepState state, int statements, int statementsDone) {

}
