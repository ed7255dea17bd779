// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import org.jspecify.annotations.Nullable;

/**
 * Actions on columns.
 *
 * @since 1.0.0
 */
public interface ColumnAction extends TableAction {

	/**
	 * {@code ADD COLUMN}.
	 *
	 * @param range where it stands
	 * @param definition the definition
	 * @param ifNotExists whether {@code IF NOT EXISTS} is there
	 */
	record Add(SourceRange range, ColumnDefinition definition, boolean ifNotExists) implements ColumnAction {

	}

	/**
	 * {@code DROP COLUMN}.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param ifExists whether {@code IF EXISTS} is there
	 * @param cascade whether what depends on it goes too
	 */
	record Drop(SourceRange range, String column, boolean ifExists, boolean cascade) implements ColumnAction {

	}

	/**
	 * {@code RENAME COLUMN}.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param to the new name
	 */
	record Rename(SourceRange range, String column, String to) implements ColumnAction {

	}

	/**
	 * {@code ALTER COLUMN ... TYPE}.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param type the type
	 * @param collation the collation; {@code null} if none is written
	 * @param using the expression of {@code USING}; {@code null} if there is none
	 */
	record SetType(SourceRange range, String column, TypeName type, @Nullable String collation,
			@Nullable Expression using) implements ColumnAction {

	}

	/**
	 * {@code SET DEFAULT}.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param expression the expression
	 */
	record SetDefault(SourceRange range, String column, Expression expression) implements ColumnAction {

	}

	/**
	 * {@code DROP DEFAULT}.
	 *
	 * @param range where it stands
	 * @param column the column
	 */
	record DropDefault(SourceRange range, String column) implements ColumnAction {

	}

	/**
	 * {@code SET NOT NULL}.
	 *
	 * @param range where it stands
	 * @param column the column
	 */
	record SetNotNull(SourceRange range, String column) implements ColumnAction {

	}

	/**
	 * {@code DROP NOT NULL}.
	 *
	 * @param range where it stands
	 * @param column the column
	 */
	record DropNotNull(SourceRange range, String column) implements ColumnAction {

	}

	/**
	 * {@code SET EXPRESSION}.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param expression the expression
	 */
	record SetExpression(SourceRange range, String column, Expression expression) implements ColumnAction {

	}

	/**
	 * {@code DROP EXPRESSION}.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param ifExists whether {@code IF EXISTS} is there
	 */
	record DropExpression(SourceRange range, String column, boolean ifExists) implements ColumnAction {

	}

	/**
	 * {@code ADD GENERATED ... AS IDENTITY}.
	 *
	 * @param range where it stands
	 * @param column the column
	 */
	record AddIdentity(SourceRange range, String column) implements ColumnAction {

	}

	/**
	 * {@code SET GENERATED}, {@code RESTART} and the options of the sequence.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param restart whether the sequence begins anew
	 */
	record ChangeIdentity(SourceRange range, String column, boolean restart) implements ColumnAction {

	}

	/**
	 * {@code DROP IDENTITY}.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param ifExists whether {@code IF EXISTS} is there
	 */
	record DropIdentity(SourceRange range, String column, boolean ifExists) implements ColumnAction {

	}

	/**
	 * {@code SET STATISTICS}.
	 *
	 * @param range where it stands
	 * @param column the column
	 */
	record SetStatistics(SourceRange range, String column) implements ColumnAction {

	}

	/**
	 * {@code SET (n_distinct = ...)} and {@code RESET}.
	 *
	 * @param range where it stands
	 * @param column the column
	 */
	record SetOptions(SourceRange range, String column) implements ColumnAction {

	}

	/**
	 * {@code SET STORAGE} and {@code SET COMPRESSION}.
	 *
	 * @param range where it stands
	 * @param column the column
	 * @param compression whether it is the compression
	 */
	record SetStorage(SourceRange range, String column, boolean compression) implements ColumnAction {

	}

}
