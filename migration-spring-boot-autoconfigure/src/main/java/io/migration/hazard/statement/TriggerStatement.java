// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Statements on triggers, rules and policies.
 *
 * @since 1.0.0
 */
public interface TriggerStatement extends SqlAction {

	/**
	 * {@code CREATE TRIGGER}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param table the table
	 * @param orReplace whether {@code OR REPLACE} is there
	 * @param constraint whether it is a constraint trigger
	 * @param from the table of {@code FROM}
	 * @param function the function that it calls
	 */
	record Create(SourceRange range, String name, QualifiedName table, boolean orReplace, boolean constraint,
			@Nullable QualifiedName from, @Nullable QualifiedName function) implements TriggerStatement {

	}

	/**
	 * {@code CREATE RULE}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param table the table
	 * @param orReplace whether {@code OR REPLACE} is there
	 */
	record CreateRule(SourceRange range, String name, QualifiedName table,
			boolean orReplace) implements TriggerStatement {

	}

	/**
	 * {@code CREATE POLICY}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param table the table
	 * @param restrictive whether it takes away what others allow
	 * @param using which rows are seen; {@code null} for all
	 * @param check which rows may be written; {@code null} for those that are seen
	 */
	record CreatePolicy(SourceRange range, String name, QualifiedName table, boolean restrictive,
			@Nullable Expression using, @Nullable Expression check) implements TriggerStatement {

		/**
		 * Return whether it lets nobody through.
		 * @return {@code true} if its condition is never met
		 */
		public boolean isClosed() {
			return (this.using != null) ? this.using.isFalse() : this.check != null && this.check.isFalse();
		}

	}

	/**
	 * {@code ALTER POLICY}, {@code ALTER TRIGGER} and {@code ALTER RULE}.
	 *
	 * @param range where it stands
	 * @param kind what kind of object it is
	 * @param name the name
	 * @param table the table
	 * @param using which rows a policy shows from now on; {@code null} if that stays
	 * @param check which rows may be written from now on; {@code null} if that stays
	 */
	record AlterPolicy(SourceRange range, ObjectKind kind, String name, QualifiedName table, @Nullable Expression using,
			@Nullable Expression check) implements TriggerStatement {

	}

}
