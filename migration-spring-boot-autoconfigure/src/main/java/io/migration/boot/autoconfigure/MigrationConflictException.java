// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Thrown when the configuration of an application contradicts itself about who makes its
 * schema.
 */
final class MigrationConflictException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	private MigrationConflictException(String description, String action) {
		super(description, action);
	}

	static MigrationConflictException otherTool(OtherMigrationTool tool, String beanName, boolean migrated) {
		String description = """
				Two tools are set up to migrate the same data source: %s (bean '%s') and \
				migration-spring-boot-starter. They do not know each other's history, so each would run every \
				migration again. %s""";
		String state = migrated ? "The migrations of migration-spring-boot-starter have run already."
				: "No migration of migration-spring-boot-starter has run.";
		String action = """
				Choose one of them:

				- To go on with %1$s, set migration.enabled=false.
				- To go on with migration-spring-boot-starter, set %2$s=false, or remove the bean '%3$s' if the \
				application defines it. For a database that %1$s has migrated before, also set \
				migration.baseline-on-migrate=true, and migration.baseline-version to the newest version that is \
				applied there.""";
		return new MigrationConflictException(description.formatted(tool.label(), beanName, state),
				action.formatted(tool.label(), tool.enabledProperty(), beanName));
	}

	static MigrationConflictException deferredInitialization(String migration, String jpa) {
		String description = """
				The property spring.jpa.defer-datasource-initialization is true, so JPA (bean '%s') has to be \
				created before anything that initializes the database. But it needs the schema that the \
				migrations (bean '%s') make, so these have to run before it. No migration has run.""";
		String action = """
				Remove spring.jpa.defer-datasource-initialization, or set it to false: schema.sql and data.sql then \
				run after the migrations and before JPA. If Hibernate is to create the schema instead, set \
				migration.enabled=false.""";
		return new MigrationConflictException(description.formatted(jpa, migration), action);
	}

}
