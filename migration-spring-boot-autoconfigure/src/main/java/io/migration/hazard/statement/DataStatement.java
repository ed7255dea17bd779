// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Statements that read or change rows.
 *
 * @since 1.0.0
 */
public interface DataStatement extends SqlAction {

	/**
	 * {@code INSERT}.
	 *
	 * @param range where it stands
	 * @param table the table
	 * @param columns the columns; empty if none are named
	 * @param rows the number of rows of {@code VALUES}; -1 for a query
	 * @param reads the tables and views that are read
	 * @param updates whether {@code ON CONFLICT DO UPDATE} is there
	 */
	record Insert(SourceRange range, QualifiedName table, List<String> columns, int rows, List<QualifiedName> reads,
			boolean updates) implements DataStatement {

		public Insert {
			columns = List.copyOf(columns);
			reads = List.copyOf(reads);
		}

	}

	/**
	 * {@code UPDATE}.
	 *
	 * @param range where it stands
	 * @param table the table
	 * @param columns the columns that are set
	 * @param where the condition; {@code null} if there is none
	 * @param reads the tables and views that are read
	 * @param joined the columns of other tables that equal columns of this or of another
	 * one; empty if anything else says which rows, or if there is no other table
	 */
	record Update(SourceRange range, QualifiedName table, List<String> columns, @Nullable Expression where,
			List<QualifiedName> reads, List<JoinedColumn> joined) implements DataStatement {

		public Update {
			columns = List.copyOf(columns);
			reads = List.copyOf(reads);
			joined = List.copyOf(joined);
		}

	}

	/**
	 * {@code DELETE}.
	 *
	 * @param range where it stands
	 * @param table the table
	 * @param where the condition; {@code null} if there is none
	 * @param reads the tables and views that are read
	 */
	record Delete(SourceRange range, QualifiedName table, @Nullable Expression where,
			List<QualifiedName> reads) implements DataStatement {

		public Delete {
			reads = List.copyOf(reads);
		}

	}

	/**
	 * {@code MERGE}.
	 *
	 * @param range where it stands
	 * @param table the table
	 * @param reads the tables and views that are read
	 * @param on which rows belong together; {@code null} if that cannot be told
	 * @param matched what is done to all rows that have a partner, in lower case
	 * @param unmatched what is done to all rows that have none, in lower case
	 */
	record Merge(SourceRange range, QualifiedName table, List<QualifiedName> reads, @Nullable Expression on,
			List<String> matched, List<String> unmatched) implements DataStatement {

		public Merge {
			reads = List.copyOf(reads);
			matched = List.copyOf(matched);
			unmatched = List.copyOf(unmatched);
		}

	}

	/**
	 * {@code SELECT}, {@code VALUES} and {@code TABLE}.
	 *
	 * @param range where it stands
	 * @param reads the tables and views that are read
	 * @param where the condition of the outermost query; {@code null} if there is none
	 * @param lockingRows whether {@code FOR UPDATE} or a relative is there
	 * @param functions the functions that are called
	 */
	record Query(SourceRange range, List<QualifiedName> reads, @Nullable Expression where, boolean lockingRows,
			List<String> functions) implements DataStatement {

		public Query {
			reads = List.copyOf(reads);
			functions = List.copyOf(functions);
		}

	}

	/**
	 * {@code WITH} that changes rows, or comes before something that does.
	 *
	 * @param range where it stands
	 * @param statements the common table expressions that change rows and the statement
	 * itself, in their order
	 */
	record With(SourceRange range, List<SqlAction> statements) implements DataStatement {

		public With {
			statements = List.copyOf(statements);
		}

	}

	/**
	 * {@code COPY}.
	 *
	 * @param range where it stands
	 * @param table the table; {@code null} for a query
	 * @param from whether rows come in
	 * @param reads the tables and views that are read
	 */
	record Copy(SourceRange range, @Nullable QualifiedName table, boolean from,
			List<QualifiedName> reads) implements DataStatement {

		public Copy {
			reads = List.copyOf(reads);
		}

	}

	/**
	 * {@code EXPLAIN}.
	 *
	 * @param range where it stands
	 * @param analyze whether the statement runs
	 * @param statement what is explained
	 */
	record Explain(SourceRange range, boolean analyze, SqlAction statement) implements DataStatement {

	}

}
