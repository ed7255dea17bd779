// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Lets migrations use the database of a service, such as one that Docker Compose runs,
 * whose connection details are known.
 */
class JdbcAdaptingMigrationConnectionDetailsFactory
		implements ConnectionDetailsFactory<JdbcConnectionDetails, MigrationConnectionDetails> {

	@Override
	public MigrationConnectionDetails getConnectionDetails(JdbcConnectionDetails input) {
		return new AdaptedConnectionDetails(input);
	}

	/**
	 * The details of the service.
	 */
	private static final class AdaptedConnectionDetails implements MigrationConnectionDetails {

		private final JdbcConnectionDetails details;

		private AdaptedConnectionDetails(JdbcConnectionDetails details) {
			this.details = details;
		}

		@Override
		public String getJdbcUrl() {
			return this.details.getJdbcUrl();
		}

		@Override
		public @Nullable String getUsername() {
			return this.details.getUsername();
		}

		@Override
		public @Nullable String getPassword() {
			return this.details.getPassword();
		}

		@Override
		public String getDriverClassName() {
			return this.details.getDriverClassName();
		}

	}

}
