// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * Actions on constraints.
 *
 * @since 1.0.0
 */
public interface ConstraintAction extends TableAction {

	/**
	 * {@code ADD CONSTRAINT}.
	 *
	 * @param range where it stands
	 * @param definition the definition
	 */
	record Add(SourceRange range, ConstraintDefinition definition) implements ConstraintAction {

	}

	/**
	 * {@code DROP CONSTRAINT}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param ifExists whether {@code IF EXISTS} is there
	 * @param cascade whether what depends on it goes too
	 */
	record Drop(SourceRange range, String name, boolean ifExists, boolean cascade) implements ConstraintAction {

	}

	/**
	 * {@code VALIDATE CONSTRAINT}.
	 *
	 * @param range where it stands
	 * @param name the name
	 */
	record Validate(SourceRange range, String name) implements ConstraintAction {

	}

	/**
	 * {@code RENAME CONSTRAINT}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param to the new name
	 */
	record Rename(SourceRange range, String name, String to) implements ConstraintAction {

	}

	/**
	 * {@code ALTER CONSTRAINT}.
	 *
	 * @param range where it stands
	 * @param name the name
	 * @param enforced whether it becomes {@code ENFORCED}
	 * @param unenforced whether it becomes {@code NOT ENFORCED}
	 */
	record Alter(SourceRange range, String name, boolean enforced, boolean unenforced) implements ConstraintAction {

	}

}
