// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * The right to migrate, as long as the lease still has this owner and this token.
 *
 * @param owner the run
 * @param token the token
 * @since 1.0.0
 */
public record LeaseTicket(String owner, long token) {

}
