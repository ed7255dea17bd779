// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * One of the conditions under which a contract that is held may run.
 *
 * @param name short name in lower case, such as {@code backfills}
 * @param met whether it holds
 * @param detail what was found and, where it does not hold, what would change that
 * @since 1.0.0
 */
public record GateCondition(String name, boolean met, String detail) {

}
