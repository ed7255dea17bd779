// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * The kinds of objects that statements create, change and drop.
 *
 * @since 1.0.0
 */
public enum ObjectKind {

	/** {@code TABLE}. */
	TABLE,

	/** {@code FOREIGN TABLE}. */
	FOREIGN_TABLE,

	/** {@code VIEW}. */
	VIEW,

	/** {@code MATERIALIZED VIEW}. */
	MATERIALIZED_VIEW,

	/** {@code INDEX}. */
	INDEX,

	/** {@code SEQUENCE}. */
	SEQUENCE,

	/** {@code SCHEMA}. */
	SCHEMA,

	/** {@code TYPE}. */
	TYPE,

	/** {@code DOMAIN}. */
	DOMAIN,

	/** {@code COLLATION}. */
	COLLATION,

	/** {@code FUNCTION}. */
	FUNCTION,

	/** {@code PROCEDURE}. */
	PROCEDURE,

	/** {@code ROUTINE}. */
	ROUTINE,

	/** {@code AGGREGATE}. */
	AGGREGATE,

	/** {@code OPERATOR}. */
	OPERATOR,

	/** {@code TRIGGER}. */
	TRIGGER,

	/** {@code EVENT TRIGGER}. */
	EVENT_TRIGGER,

	/** {@code POLICY}. */
	POLICY,

	/** {@code RULE}. */
	RULE,

	/** {@code EXTENSION}. */
	EXTENSION,

	/** {@code PUBLICATION}. */
	PUBLICATION,

	/** {@code SUBSCRIPTION}. */
	SUBSCRIPTION,

	/** {@code STATISTICS}. */
	STATISTICS,

	/** {@code DATABASE}. */
	DATABASE,

	/** {@code TABLESPACE}. */
	TABLESPACE,

	/** {@code ROLE}. */
	ROLE,

	/** {@code CAST}. */
	CAST,

	/** {@code LANGUAGE}. */
	LANGUAGE,

	/** {@code SERVER}. */
	SERVER,

	/** {@code TEXT SEARCH}. */
	TEXT_SEARCH,

	/** {@code COLUMN}. */
	COLUMN,

	/** {@code CONSTRAINT}. */
	CONSTRAINT,

	/** {@code OWNED}. */
	OWNED,

	/** Anything else. */
	OTHER

}
