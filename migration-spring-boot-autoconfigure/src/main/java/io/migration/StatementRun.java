// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;
import java.time.Instant;

/**
 * One statement that ran.
 *
 * @param number position in its step, from 1
 * @param line line in the script, from 1; 0 for code
 * @param summary the first words of the statement, without string literals
 * @param startedAt when it was sent
 * @param duration how long it took
 * @since 1.0.0
 */
public record StatementRun(int number, int line, String summary, Instant startedAt, Duration duration) {

}
