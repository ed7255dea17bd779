// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

/**
 * A kill that happened.
 *
 * @param cell what was going on
 * @param point how far it was
 * @param byTime whether the moment was chosen by time
 */
record Kill(Cell cell, KillPoint point, boolean byTime) {

}
