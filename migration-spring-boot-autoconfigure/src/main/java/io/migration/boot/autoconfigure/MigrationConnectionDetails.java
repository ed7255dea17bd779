// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.jdbc.DatabaseDriver;

/**
 * How migrations connect to the database. What is {@code null} is taken from the data
 * source of the application.
 *
 * @since 1.0.0
 */
public interface MigrationConnectionDetails extends ConnectionDetails {

	/**
	 * Return the URL of the database.
	 * @return the URL, or {@code null} for the one of the application's data source
	 */
	@Nullable String getJdbcUrl();

	/**
	 * Return the user name.
	 * @return the user name, or {@code null} for user name and password of the
	 * application's data source
	 */
	@Nullable String getUsername();

	/**
	 * Return the password.
	 * @return the password, or {@code null} for none
	 */
	@Nullable String getPassword();

	/**
	 * Return the class name of the driver. Defaults to the driver that belongs to the
	 * URL.
	 * @return the class name, or {@code null} if it is not known
	 */
	default @Nullable String getDriverClassName() {
		String url = getJdbcUrl();
		return (url != null && url.startsWith("jdbc:")) ? DatabaseDriver.fromJdbcUrl(url).getDriverClassName() : null;
	}

}
