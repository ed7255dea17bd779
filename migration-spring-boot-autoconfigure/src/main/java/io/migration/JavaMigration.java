// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

/**
 * A versioned migration written in Java. Beans of this type are run in the order of their
 * versions together with the scripts. They may inject beans that do not need the
 * database.
 *
 * @since 1.0.0
 */
public interface JavaMigration {

	/**
	 * Return the version; by default taken from the class name {@code V1_2__Name}.
	 * @return the version
	 * @throws IllegalStateException if the class name holds none
	 */
	default MigrationVersion version() {
		return JavaMigrationName.of(ClassUtils.getUserClass(this)).version();
	}

	/**
	 * Return the description; by default taken from the class name {@code V1_2__Name}.
	 * @return the description
	 * @throws IllegalStateException if the class name holds none
	 */
	default String description() {
		return JavaMigrationName.of(ClassUtils.getUserClass(this)).description();
	}

	/**
	 * Return whether {@link #up} runs in a transaction together with its history row. The
	 * default is {@code true}; without one, a crash leaves the step in doubt.
	 * @return {@code true} to run in a transaction
	 */
	default boolean transactional() {
		return true;
	}

	/**
	 * Make the change.
	 * @param jdbc client on the connection, and in the transaction, of the migration
	 * @throws Exception if the change cannot be made; a transactional one is rolled back
	 */
	void up(JdbcClient jdbc) throws Exception;

}
