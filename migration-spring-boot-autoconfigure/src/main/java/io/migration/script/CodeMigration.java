// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.migration.InvalidScriptsException;
import io.migration.JavaMigration;
import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.ReversibleJavaMigration;
import io.migration.StepType;
import io.migration.sql.SqlDialect;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

/**
 * A migration written in Java.
 *
 * @since 1.0.0
 */
public final class CodeMigration implements ResolvedMigration {

	private final JavaMigration migration;

	private final MigrationVersion version;

	private final String description;

	private final String script;

	private final List<CodeBackfill> backfills;

	CodeMigration(JavaMigration migration, List<CodeBackfill> backfills) {
		this(migration, scriptOf(migration), backfills);
	}

	private CodeMigration(JavaMigration migration, String script, List<CodeBackfill> backfills) {
		this.migration = migration;
		this.version = migration.version();
		this.description = migration.description();
		this.script = script;
		this.backfills = List.copyOf(backfills);
	}

	static CodeMigration of(List<CodeBackfill> backfills) {
		CodeBackfill first = backfills.get(0);
		return new CodeMigration(new NothingBefore(first.version(), first.description()), first.script(), backfills);
	}

	static String scriptOf(JavaMigration migration) {
		return ClassUtils.getUserClass(migration).getName();
	}

	@Override
	public MigrationVersion version() {
		return this.version;
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public MigrationKind kind() {
		return MigrationKind.VERSIONED;
	}

	@Override
	public String script() {
		return this.script;
	}

	/**
	 * Return the bean.
	 * @return the bean
	 */
	public JavaMigration migration() {
		return this.migration;
	}

	/**
	 * Return whether it can be undone.
	 * @return {@code true} if it implements {@link ReversibleJavaMigration}
	 */
	public boolean reversible() {
		return this.migration instanceof ReversibleJavaMigration;
	}

	/**
	 * Return its backfills.
	 * @param dialect how their queries are read
	 * @return the steps, in the order of the beans
	 * @throws InvalidScriptsException if there are mistakes
	 */
	public List<ScriptStep> backfills(SqlDialect dialect) {
		List<ScriptStep> steps = new ArrayList<>();
		for (CodeBackfill backfill : this.backfills) {
			steps.add(backfill.step(dialect, steps.size() + 2));
		}
		return List.copyOf(steps);
	}

	/**
	 * Return what it consists of.
	 * @return the types of its steps, in their order
	 */
	public List<StepType> steps() {
		List<StepType> types = new ArrayList<>(List.of(StepType.UP));
		types.addAll(Collections.nCopies(this.backfills.size(), StepType.BACKFILL));
		return List.copyOf(types);
	}

	@Override
	public String toString() {
		return name() + " (" + script() + ")";
	}

	/**
	 * The first step of a migration that consists of backfills only.
	 *
	 * @param version version of the migration
	 * @param description description of the migration
	 */
	private record NothingBefore(MigrationVersion version, String description) implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
		}

	}

}
