// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * What {@code migration.datasource.*} says.
 */
class PropertiesMigrationConnectionDetails implements MigrationConnectionDetails {

	private final MigrationProperties.Datasource properties;

	PropertiesMigrationConnectionDetails(MigrationProperties properties) {
		this.properties = properties.datasource();
	}

	@Override
	public @Nullable String getJdbcUrl() {
		return MigrationOptionsMapper.textOrNull(this.properties.url());
	}

	@Override
	public @Nullable String getUsername() {
		return MigrationOptionsMapper.textOrNull(this.properties.username());
	}

	@Override
	public @Nullable String getPassword() {
		return MigrationOptionsMapper.textOrNull(this.properties.password());
	}

	@Override
	public @Nullable String getDriverClassName() {
		String name = MigrationOptionsMapper.textOrNull(this.properties.driverClassName());
		return (name != null) ? name : MigrationConnectionDetails.super.getDriverClassName();
	}

}
