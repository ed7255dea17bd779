// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;

/**
 * Statements on views.
 *
 * @since 1.0.0
 */
public interface ViewStatement extends SqlAction {

	/**
	 * {@code CREATE VIEW}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param orReplace whether {@code OR REPLACE} is there
	 * @param temporary whether it is of this session only
	 * @param columns the names of its columns, as far as they are written
	 * @param reads the tables and views that are read
	 * @param query the query
	 */
	record Create(SourceRange range, QualifiedName name, boolean orReplace, boolean temporary, List<String> columns,
			List<QualifiedName> reads, Expression query) implements ViewStatement {

		public Create {
			columns = List.copyOf(columns);
			reads = List.copyOf(reads);
		}

	}

	/**
	 * {@code CREATE MATERIALIZED VIEW}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param ifNotExists whether {@code IF NOT EXISTS} is there
	 * @param withData whether it is filled
	 * @param columns the names of its columns, as far as they are written
	 * @param reads the tables and views that are read
	 * @param query the query
	 */
	record CreateMaterialized(SourceRange range, QualifiedName name, boolean ifNotExists, boolean withData,
			List<String> columns, List<QualifiedName> reads, Expression query) implements ViewStatement {

		public CreateMaterialized {
			columns = List.copyOf(columns);
			reads = List.copyOf(reads);
		}

	}

	/**
	 * {@code REFRESH MATERIALIZED VIEW}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param concurrently whether it is the form that lets others work
	 * @param withData whether it is filled
	 */
	record Refresh(SourceRange range, QualifiedName name, boolean concurrently,
			boolean withData) implements ViewStatement {

	}

}
