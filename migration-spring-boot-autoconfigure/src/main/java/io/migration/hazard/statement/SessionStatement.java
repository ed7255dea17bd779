// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import org.jspecify.annotations.Nullable;

/**
 * Statements on transactions and on the session.
 *
 * @since 1.0.0
 */
public interface SessionStatement extends SqlAction {

	/**
	 * Transaction control and savepoints.
	 *
	 * @param range where it stands
	 * @param verb {@code begin}, {@code commit}, {@code rollback}, {@code prepare},
	 * {@code savepoint}, {@code release} or {@code rollback to}
	 */
	record Transaction(SourceRange range, String verb) implements SessionStatement {

	}

	/**
	 * {@code PREPARE} and {@code DECLARE}, which do not run the statement yet.
	 *
	 * @param range where it stands
	 * @param verb the word
	 * @param statement the statement
	 */
	record Prepare(SourceRange range, String verb, SqlAction statement) implements SessionStatement {

	}

	/**
	 * {@code SET}, {@code RESET} and {@code SELECT set_config(...)}.
	 *
	 * @param range where it stands
	 * @param name the setting in lower case; {@code all} for {@code RESET ALL}
	 * @param value the value without quotes; {@code null} for {@code RESET} and
	 * {@code DEFAULT}
	 * @param local whether it ends with the transaction
	 */
	record Setting(SourceRange range, String name, @Nullable String value, boolean local) implements SessionStatement {

	}

	/**
	 * What touches no table: {@code LISTEN}, {@code SHOW}, {@code PREPARE},
	 * {@code DISCARD} and so on.
	 *
	 * @param range where it stands
	 * @param verb the first words
	 */
	record Other(SourceRange range, String verb) implements SessionStatement {

	}

}
