// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import io.migration.sql.SqlStatement;
import io.migration.sql.TokenFingerprint;

/**
 * One statement of a step.
 *
 * @param sql the statement to send, placeholders replaced; lines refer to the file
 * @param written the statement of the file, before placeholders were replaced
 * @since 1.0.0
 */
public record ScriptStatement(SqlStatement sql, SqlStatement written) {

	/**
	 * Return a short hash of its tokens before placeholders were replaced; the same for
	 * all statements that the values of one statement of the file have turned into
	 * several. It is computed when it is asked for: who judges statements needs none.
	 * @return 16 hexadecimal digits
	 */
	public String hash() {
		return TokenFingerprint.shortOf(this.written);
	}

}
