// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

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
		return textOrNull(this.properties.url());
	}

	@Override
	public @Nullable String getUsername() {
		return textOrNull(this.properties.username());
	}

	@Override
	public @Nullable String getPassword() {
		return textOrNull(this.properties.password());
	}

	@Override
	public @Nullable String getDriverClassName() {
		String name = textOrNull(this.properties.driverClassName());
		return (name != null) ? name : MigrationConnectionDetails.super.getDriverClassName();
	}

	// An empty value is how a property with a placeholder says "not set"
	private static @Nullable String textOrNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
	}

}
