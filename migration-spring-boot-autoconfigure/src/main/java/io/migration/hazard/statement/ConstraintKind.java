// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * The kinds of constraints.
 *
 * @since 1.0.0
 */
public enum ConstraintKind {

	/** {@code CHECK}. */
	CHECK,

	/** {@code NOT NULL}. */
	NOT_NULL,

	/** {@code UNIQUE}. */
	UNIQUE,

	/** {@code PRIMARY KEY}. */
	PRIMARY_KEY,

	/** {@code EXCLUDE}. */
	EXCLUDE,

	/** {@code FOREIGN KEY} and {@code REFERENCES}. */
	FOREIGN_KEY

}
