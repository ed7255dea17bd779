// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

/**
 * A change of data in batches that SQL cannot make, such as encrypting a column. Beans of
 * this type have the same batches, guarantees and rows in the history as a section
 * {@code backfill} of a script.
 * <p>
 * Where a script or a {@link JavaMigration} has the same version, this is one more
 * backfill of that migration, and its contract waits for it, too. Otherwise it is a
 * migration of its own, which consists of nothing else. As with scripts, whoever writes
 * to the table meanwhile has to produce the new form already.
 *
 * @since 1.0.0
 */
public interface JavaBackfill {

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
	 * With underscores for blanks it is also the name of the backfill in its migration.
	 * @return the description
	 * @throws IllegalStateException if the class name holds none
	 */
	default String description() {
		return JavaMigrationName.of(ClassUtils.getUserClass(this)).description();
	}

	/**
	 * Return the table that is walked through.
	 * @return its name as it is written in SQL, with or without a schema
	 */
	String table();

	/**
	 * Return the key along which the table is walked through. It needs a unique index on
	 * columns that are not null.
	 * @return names of the columns as they are written in SQL; none, which is the
	 * default, for the primary key
	 */
	default List<String> key() {
		return List.of();
	}

	/**
	 * Return whether exactly one pass is made, because {@link #change} cannot recognise
	 * the rows that are already done.
	 * @return {@code true} for one pass; the default is {@code false}: passes are
	 * repeated until one changes nothing
	 */
	default boolean once() {
		return false;
	}

	/**
	 * Return queries that must return no row when all rows are done.
	 * @return the text, {@code null} for none
	 */
	default @Nullable String verify() {
		return null;
	}

	/**
	 * Change the rows of one batch. Runs in the transaction that also notes that the
	 * batch is done, so it must not end it. May be called again for the same rows after a
	 * failure, which has rolled everything back.
	 * @param jdbc client on the connection, and in the transaction, of the batch
	 * @param batch which rows to change
	 * @return how many rows were changed; rows that were done before do not count
	 * @throws Exception if the rows cannot be changed
	 */
	long change(JdbcClient jdbc, BackfillBatch batch) throws Exception;

}
