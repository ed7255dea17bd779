// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Statements on indexes.
 *
 * @since 1.0.0
 */
public interface IndexStatement extends SqlAction {

	/**
	 * {@code CREATE INDEX}.
	 *
	 * @param range where it stands
	 * @param name the name; {@code null} if the server chooses it
	 * @param table the table
	 * @param unique whether it is unique
	 * @param concurrently whether it is the form that lets others work
	 * @param ifNotExists whether {@code IF NOT EXISTS} is there
	 * @param only whether {@code ONLY} is there
	 * @param method the access method
	 * @param keys the keys
	 * @param include further columns
	 * @param where the condition; {@code null} if there is none
	 */
	record Create(SourceRange range, @Nullable String name, QualifiedName table, boolean unique, boolean concurrently,
			boolean ifNotExists, boolean only, String method, List<IndexKey> keys, List<String> include,
			@Nullable Expression where) implements IndexStatement {

		public Create {
			keys = List.copyOf(keys);
			include = List.copyOf(include);
		}

	}

	/**
	 * {@code REINDEX}.
	 *
	 * @param range where it stands
	 * @param scope what is rebuilt
	 * @param name the name; {@code null} for the whole database
	 * @param concurrently whether it is the form that lets others work
	 */
	record Reindex(SourceRange range, Scope scope, @Nullable QualifiedName name,
			boolean concurrently) implements IndexStatement {

	}

	/**
	 * What {@code REINDEX} rebuilds.
	 */
	enum Scope {

		/** One index. */
		INDEX,

		/** The indexes of a table. */
		TABLE,

		/** The indexes of a schema. */
		SCHEMA,

		/** The indexes of the database. */
		DATABASE,

		/** The indexes of the catalog. */
		SYSTEM

	}

}
