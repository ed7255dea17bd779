// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import io.migration.JavaMigration;
import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.ReversibleJavaMigration;

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

	CodeMigration(JavaMigration migration) {
		this.migration = migration;
		this.version = migration.version();
		this.description = migration.description();
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
		return scriptOf(this.migration);
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

	@Override
	public String toString() {
		return name() + " (" + script() + ")";
	}

}
