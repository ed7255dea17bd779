// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Thrown when it cannot be told how migrations are to connect. Shows no value, as any of
 * them may hold a password.
 */
final class MigrationDataSourceException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	private static final String PROPERTIES = "migration.datasource.url, migration.datasource.username and "
			+ "migration.datasource.password";

	private MigrationDataSourceException(String description, String action) {
		super(description, action);
	}

	static MigrationDataSourceException noneToChoose() {
		return new MigrationDataSourceException(
				"There is no DataSource that migrations could use: the application has none, or several and none of "
						+ "them is primary. No migration has run.",
				"Mark the DataSource to be migrated with @Primary or @MigrationDataSource, or set " + PROPERTIES + ".");
	}

	static MigrationDataSourceException passwordWithoutUser() {
		return new MigrationDataSourceException(
				"The property migration.datasource.password is set, but neither migration.datasource.username nor "
						+ "migration.datasource.url is. No migration has run.",
				"Set migration.datasource.username to the role that the password belongs to.");
	}

	static MigrationDataSourceException noUrlToDerive(String type) {
		return new MigrationDataSourceException(
				"Migrations have a user name of their own, but no url, and the data source of the application (a "
						+ type + ") does not tell its own. No migration has run.",
				"Set migration.datasource.url as well.");
	}

	static MigrationDataSourceException noUsableUrl() {
		return new MigrationDataSourceException(
				"No driver is known for the url that is set for migrations (migration.datasource.url). The value is "
						+ "not shown, as it may hold a password. No migration has run.",
				"Write the url as the driver wants it, such as jdbc:postgresql://host:5432/database, with user name and "
						+ "password in migration.datasource.username and migration.datasource.password. For a driver "
						+ "that Spring Boot does not know, set migration.datasource.driver-class-name.");
	}

	static MigrationDataSourceException noDriver(String driverClassName) {
		return new MigrationDataSourceException(
				"The driver '" + driverClassName
						+ "' for the url of migrations cannot be loaded as a java.sql.Driver. No migration has run.",
				"Add the driver to the dependencies of the application, or correct migration.datasource.url or "
						+ "migration.datasource.driver-class-name.");
	}

}
