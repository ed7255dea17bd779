// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import io.migration.sql.SqlStatement;

/**
 * One statement of a step.
 *
 * @param sql the statement to send, placeholders replaced; lines refer to the file
 * @param hash short hash of its tokens before placeholders were replaced; the same for
 * all statements that the values of one statement of the file have turned into several
 * @since 1.0.0
 */
public record ScriptStatement(SqlStatement sql, String hash) {

}
