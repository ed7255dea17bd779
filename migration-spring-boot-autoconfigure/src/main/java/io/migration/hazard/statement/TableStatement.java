// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;

/**
 * Statements on tables and on what can be altered like a table.
 *
 * @since 1.0.0
 */
public interface TableStatement extends SqlAction {

	/**
	 * {@code CREATE TABLE} and {@code CREATE FOREIGN TABLE}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param persistence how long it lives and whether it is logged
	 * @param ifNotExists whether {@code IF NOT EXISTS} is there
	 * @param definition the definition
	 */
	record Create(SourceRange range, QualifiedName name, Persistence persistence, boolean ifNotExists,
			TableDefinition definition) implements TableStatement {

	}

	/**
	 * {@code CREATE TABLE AS} and {@code SELECT INTO}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param persistence how long it lives and whether it is logged
	 * @param ifNotExists whether {@code IF NOT EXISTS} is there
	 * @param reads the tables and views that are read
	 */
	record CreateAs(SourceRange range, QualifiedName name, Persistence persistence, boolean ifNotExists,
			List<QualifiedName> reads) implements TableStatement {

		public CreateAs {
			reads = List.copyOf(reads);
		}

	}

	/**
	 * {@code ALTER TABLE}, and the same actions on indexes, views, sequences and foreign
	 * tables.
	 *
	 * @param range where it stands
	 * @param kind what the statement calls it, which need not be what it is
	 * @param name the name
	 * @param ifExists whether {@code IF EXISTS} is there
	 * @param only whether {@code ONLY} is there
	 * @param actions the actions in their order
	 */
	record Alter(SourceRange range, ObjectKind kind, QualifiedName name, boolean ifExists, boolean only,
			List<TableAction> actions) implements TableStatement {

		public Alter {
			actions = List.copyOf(actions);
		}

	}

	/**
	 * {@code ALTER TABLE ALL IN TABLESPACE} and the same for indexes and materialized
	 * views.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 */
	record AlterAll(SourceRange range, ObjectKind kind) implements TableStatement {

	}

	/**
	 * {@code TRUNCATE}.
	 *
	 * @param range where it stands
	 * @param tables the tables
	 * @param only whether {@code ONLY} is there
	 * @param cascade whether what depends on it goes too
	 * @param restartIdentity whether sequences start again
	 */
	record Truncate(SourceRange range, List<QualifiedName> tables, boolean only, boolean cascade,
			boolean restartIdentity) implements TableStatement {

		public Truncate {
			tables = List.copyOf(tables);
		}

	}

	/**
	 * {@code LOCK TABLE}.
	 *
	 * @param range where it stands
	 * @param tables the tables
	 * @param only whether {@code ONLY} is there
	 * @param mode the mode
	 * @param nowait whether it fails instead of waiting
	 */
	record Lock(SourceRange range, List<QualifiedName> tables, boolean only, LockMode mode,
			boolean nowait) implements TableStatement {

		public Lock {
			tables = List.copyOf(tables);
		}

	}

}
