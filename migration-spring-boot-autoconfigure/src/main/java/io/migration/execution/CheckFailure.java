// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.List;

import io.migration.script.ScriptStatement;

/**
 * Thrown inside of this package when a query that must return nothing returns rows.
 */
final class CheckFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient ScriptStatement query;

	private final boolean precondition;

	private final transient List<String> rows;

	CheckFailure(ScriptStatement query, boolean precondition, List<String> rows) {
		super(precondition ? "precondition" : "verify");
		this.query = query;
		this.precondition = precondition;
		this.rows = rows;
	}

	ScriptStatement query() {
		return this.query;
	}

	boolean precondition() {
		return this.precondition;
	}

	List<String> rows() {
		return this.rows;
	}

}
