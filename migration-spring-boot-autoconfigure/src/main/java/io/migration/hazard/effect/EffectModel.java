// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;
import java.util.Set;

import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.SyntaxAge;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TypeStatement;
import io.migration.sql.SqlStatement;
import io.migration.sql.TokenType;

/**
 * Tells what a statement would do to the tables that exist.
 *
 * @since 1.0.0
 */
public final class EffectModel {

	private static final ActionHandlers<SqlAction, EffectBuilder> HANDLERS = handlers();

	private EffectModel() {
	}

	/**
	 * Return what a statement would do.
	 * @param action the statement
	 * @param schema what exists when it runs; not changed
	 * @param inTransaction whether it runs in a transaction block
	 * @return the effect
	 */
	public static StatementEffect of(SqlAction action, SchemaModel schema, boolean inTransaction) {
		EffectBuilder builder = new EffectBuilder(schema, inTransaction);
		collect(action, builder);
		return builder.build();
	}

	/**
	 * Return what a statement would do, also to the values in it.
	 * @param statement the statement
	 * @param action what it was read as
	 * @param schema what exists when it runs; not changed
	 * @param inTransaction whether it runs in a transaction block
	 * @return the effect
	 */
	public static StatementEffect of(SqlStatement statement, SqlAction action, SchemaModel schema,
			boolean inTransaction) {
		EffectBuilder builder = new EffectBuilder(schema, inTransaction);
		if (!schema.isVersionAssumed() && !schema.version().isAtLeast(neededVersion(statement, action, schema))) {
			builder.fail(Failure.NEWER_SERVER);
		}
		collect(action, builder);
		Set<String> labels = schema.types().youngLabels();
		if (inTransaction && !labels.isEmpty() && isUsed(labels, statement, action)) {
			builder.fail(Failure.UNSAFE_ENUM_VALUE);
		}
		return builder.build();
	}

	/**
	 * Return the version of the server that a statement needs.
	 * @param statement the statement
	 * @param action what it was read as
	 * @param schema what exists when it runs
	 * @return the major version; 0 if every version will do
	 */
	public static int neededVersion(SqlStatement statement, SqlAction action, SchemaModel schema) {
		return SyntaxAge.of(statement.tokens(), action,
				(function) -> schema.routines().isToldVolatile(function) != null);
	}

	// A label that is not committed can be added after another one but not used
	private static boolean isUsed(Set<String> labels, SqlStatement statement, SqlAction action) {
		return !(action instanceof TypeStatement.AddEnumValue) && !(action instanceof ObjectStatement.Comment)
				&& statement.tokens()
					.stream()
					.anyMatch((token) -> token.type() == TokenType.STRING && labels.contains(token.content()));
	}

	/**
	 * Return what a single action of {@code ALTER TABLE} would do.
	 * @param alter the statement
	 * @param action one of its actions
	 * @param schema what exists when it runs; not changed
	 * @return the effect
	 */
	public static StatementEffect of(TableStatement.Alter alter, TableAction action, SchemaModel schema) {
		EffectBuilder builder = new EffectBuilder(schema, true);
		AlterEffects.collect(alter, List.of(action), builder);
		return builder.build();
	}

	static void collect(SqlAction action, EffectBuilder effect) {
		if (!HANDLERS.handle(action, effect)) {
			effect.notComplete();
		}
	}

	private static ActionHandlers<SqlAction, EffectBuilder> handlers() {
		ActionHandlers<SqlAction, EffectBuilder> handlers = new ActionHandlers<>();
		CreationEffects.register(handlers);
		AlterEffects.register(handlers);
		IndexEffects.register(handlers);
		DropEffects.register(handlers);
		DataEffects.register(handlers);
		MaintenanceEffects.register(handlers);
		TypeEffects.register(handlers);
		ObjectEffects.register(handlers);
		return handlers;
	}

}
