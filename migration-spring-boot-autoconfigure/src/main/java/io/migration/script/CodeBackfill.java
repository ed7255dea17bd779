// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;
import java.util.Set;

import io.migration.InvalidScriptsException;
import io.migration.JavaBackfill;
import io.migration.MigrationVersion;
import io.migration.ScriptProblem;
import io.migration.StepType;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlSyntaxException;
import io.migration.sql.StatementKind;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A backfill written in Java.
 */
final class CodeBackfill {

	private final JavaBackfill backfill;

	private final MigrationVersion version;

	private final String description;

	CodeBackfill(JavaBackfill backfill) {
		this.backfill = backfill;
		this.version = backfill.version();
		this.description = backfill.description();
	}

	static String scriptOf(JavaBackfill backfill) {
		return ClassUtils.getUserClass(backfill).getName();
	}

	MigrationVersion version() {
		return this.version;
	}

	String description() {
		return this.description;
	}

	String name() {
		return this.description.replace(' ', '_');
	}

	String script() {
		return scriptOf(this.backfill);
	}

	/**
	 * Return the step that it is.
	 * @param dialect how its queries are read
	 * @param ordinal position among the steps of the migration
	 * @return the step, which has no statements
	 * @throws InvalidScriptsException if its queries are none
	 */
	ScriptStep step(SqlDialect dialect, int ordinal) {
		BackfillOptions options = new BackfillOptions(this.backfill.table(), null, this.backfill.key(), null, null,
				this.backfill.once());
		return new ScriptStep(StepType.BACKFILL, name(), ordinal,
				new StepOptions(TransactionMode.AUTO, null, null, false, options), List.of(), "", this::fingerprint,
				verification(dialect), List.of(), script(), 0, Set.of(), this.backfill);
	}

	// Another table or key is another walk; what the class does cannot be compared
	private String fingerprint() {
		return "code:" + script() + ":" + this.backfill.table() + ":" + String.join(",", this.backfill.key())
				+ (this.backfill.once() ? ":once" : "");
	}

	private List<ScriptStatement> verification(SqlDialect dialect) {
		String verify = this.backfill.verify();
		if (verify == null) {
			return List.of();
		}
		try {
			return dialect.read(verify).statements().stream().map(this::query).toList();
		}
		catch (SqlSyntaxException ex) {
			throw invalid("verify() cannot be read: " + ex.getMessage(), ex.line());
		}
	}

	private ScriptStatement query(SqlStatement statement) {
		if (statement.kind() != StatementKind.QUERY) {
			throw invalid("'" + StatementTitle.of(statement) + "' in verify() is not a query", statement.line());
		}
		return new ScriptStatement(statement, statement);
	}

	private InvalidScriptsException invalid(@Nullable String message, int line) {
		return new InvalidScriptsException(List.of(new ScriptProblem(script(), 0, message + " (line " + line + ")",
				"Use queries that return no row if all is well.")));
	}

}
