// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;

/**
 * Statements on functions and procedures.
 *
 * @since 1.0.0
 */
public interface RoutineStatement extends SqlAction {

	/**
	 * {@code CREATE FUNCTION} and {@code CREATE PROCEDURE}.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 * @param name the name
	 * @param orReplace whether {@code OR REPLACE} is there
	 * @param language the language
	 * @param volatility {@code volatile}, {@code stable} or {@code immutable}
	 * @param securityDefiner whether it runs with the rights of its owner
	 * @param setsSearchPath whether it has a search path of its own
	 * @param trigger whether it is for triggers, which nobody can call
	 * @param reads the tables and views that are read
	 */
	record Create(SourceRange range, ObjectKind kind, QualifiedName name, boolean orReplace, String language,
			String volatility, boolean securityDefiner, boolean setsSearchPath, boolean trigger,
			List<QualifiedName> reads) implements RoutineStatement {

		public Create {
			reads = List.copyOf(reads);
		}

	}

	/**
	 * {@code CALL}.
	 *
	 * @param range where it stands
	 * @param name the name
	 */
	record Call(SourceRange range, QualifiedName name) implements RoutineStatement {

	}

	/**
	 * {@code DO}.
	 *
	 * @param range where it stands
	 * @param language the language
	 * @param statements the static statements in it
	 * @param dynamic whether it runs computed text too
	 * @param readable whether the body could be read
	 */
	record DoBlock(SourceRange range, String language, List<SqlAction> statements, boolean dynamic,
			boolean readable) implements RoutineStatement {

		public DoBlock {
			statements = List.copyOf(statements);
		}

	}

}
