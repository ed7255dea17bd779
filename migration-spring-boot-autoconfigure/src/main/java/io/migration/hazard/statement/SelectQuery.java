// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * A query, taken apart into where names in it can come from, and the names.
 *
 * @param common its common table expressions, in their order
 * @param blocks the parts that {@code UNION} and the like put together, at least one
 * @since 1.0.0
 */
public record SelectQuery(List<Source> common, List<Block> blocks) {

	public SelectQuery {
		common = List.copyOf(common);
		blocks = List.copyOf(blocks);
	}

	/**
	 * Take a query apart.
	 * @param tokens its tokens
	 * @return its parts
	 */
	public static SelectQuery of(List<SqlToken> tokens) {
		return new SelectReader(tokens).read();
	}

	/**
	 * A {@code SELECT}.
	 *
	 * @param sources what is in its {@code FROM} list, also within joins
	 * @param references the columns that are named anywhere, except in subqueries
	 * @param subqueries the queries in its expressions
	 * @param outputs the columns of its result
	 */
	public record Block(List<Source> sources, List<ColumnReference> references, List<SelectQuery> subqueries,
			List<ColumnReference> outputs) {

		public Block {
			sources = List.copyOf(sources);
			references = List.copyOf(references);
			subqueries = List.copyOf(subqueries);
			outputs = List.copyOf(outputs);
		}

	}

	/**
	 * What columns are taken from: a table, a query, or, without both, anything else.
	 *
	 * @param name the name or alias; empty if there is none
	 * @param table the table or view
	 * @param query the query
	 * @param columns other names for its first columns
	 */
	public record Source(String name, @Nullable QualifiedName table, @Nullable SelectQuery query,
			List<String> columns) {

		public Source {
			columns = List.copyOf(columns);
		}

	}

}
