// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.IndexKey;
import io.migration.hazard.statement.Reference;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Gives a column another name, also in all that is built on it.
 */
final class ColumnRename {

	private final String from;

	private final String to;

	ColumnRename(String from, String to) {
		this.from = from;
		this.to = to;
	}

	void apply(TableModel table) {
		ColumnModel present = table.column(this.from);
		if (present != null) {
			table.parts().renameColumn(present, this.to);
		}
		for (TableModel reader : table.links().readBy()) {
			ViewModel view = reader.view();
			if (view != null) {
				view.rename(table, this.from, this.to);
			}
		}
		for (ForeignKeys.ForeignKey key : ForeignKeys.onto(table)) {
			ConstraintModel constraint = key.table().constraint(key.name());
			if (constraint != null && constraint.definition().reference() != null) {
				key.table().parts().put(constraint.withDefinition(referencing(constraint.definition())));
			}
		}
		table.constraints()
			.stream()
			.filter((constraint) -> ConstraintColumns.uses(constraint.definition(), this.from))
			.forEach((constraint) -> table.parts().put(constraint.withDefinition(renamed(constraint.definition()))));
		table.indexes()
			.stream()
			.filter((index) -> index.uses(this.from))
			.forEach((index) -> table.parts().put(renamed(index)));
	}

	private ConstraintDefinition referencing(ConstraintDefinition key) {
		Reference reference = key.reference();
		return (reference != null) ? key.withColumns(key.columns(), key.expression(), new Reference(reference.table(),
				names(reference.columns()), reference.onDelete(), reference.onUpdate())) : key;
	}

	private ConstraintDefinition renamed(ConstraintDefinition constraint) {
		return constraint.withColumns(names(constraint.columns()), expression(constraint.expression()),
				constraint.reference());
	}

	private IndexModel renamed(IndexModel index) {
		List<IndexKey> keys = index.keys()
			.stream()
			.map((key) -> new IndexKey((key.column() != null) ? name(key.column()) : null, tokens(key.expression()),
					key.collation(), key.operatorClass()))
			.toList();
		return index.withKeys(keys, expression(index.where()));
	}

	private List<String> names(List<String> columns) {
		return columns.stream().map(this::name).toList();
	}

	private String name(String column) {
		return column.equals(this.from) ? this.to : column;
	}

	private @Nullable Expression expression(@Nullable Expression expression) {
		return (expression != null) ? new Expression(tokens(expression.tokens())) : null;
	}

	private List<SqlToken> tokens(List<SqlToken> tokens) {
		return tokens.stream().map(this::token).toList();
	}

	private SqlToken token(SqlToken token) {
		boolean same = token.isIdentifier() && token.identifier().equals(this.from);
		return same ? new SqlToken(TokenType.QUOTED_IDENTIFIER, '"' + this.to.replace("\"", "\"\"") + '"',
				token.offset(), token.line(), token.column()) : token;
	}

}
