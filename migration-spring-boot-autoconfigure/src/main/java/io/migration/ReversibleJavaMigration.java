// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A {@link JavaMigration} that can be undone.
 *
 * @since 1.0.0
 */
public interface ReversibleJavaMigration extends JavaMigration {

	/**
	 * Undo the change.
	 * @param jdbc client on the connection, and in the transaction, of the migration
	 * @throws Exception if the change cannot be undone
	 */
	void down(JdbcClient jdbc) throws Exception;

}
