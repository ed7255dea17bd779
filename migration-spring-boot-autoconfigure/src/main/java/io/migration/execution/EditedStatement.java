// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import io.migration.ValidationFailedException.Problem;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The statement at which an earlier attempt stopped, as it was then, if the script has
 * another one in its place now.
 *
 * @param before the statement as it was sent, {@code null} if its text was not kept, or
 * values of placeholders were part of it
 * @param number its number in the step, from 1
 * @param problem what to say if it took effect
 * @since 1.0.0
 */
public record EditedStatement(@Nullable SqlStatement before, int number, Problem problem) {

}
