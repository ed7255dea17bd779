// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of the endpoint {@code migrations}.
 *
 * @since 1.0.0
 */
@ConfigurationProperties("management.endpoint.migrations")
public class MigrationsEndpointProperties {

	/**
	 * When to show names of database users.
	 */
	private Show showValues = Show.NEVER;

	/**
	 * Roles of which a user needs one to be shown values. When empty, all authenticated
	 * users are authorized.
	 */
	private final Set<String> roles = new LinkedHashSet<>();

	public Show getShowValues() {
		return this.showValues;
	}

	public void setShowValues(Show showValues) {
		this.showValues = showValues;
	}

	public Set<String> getRoles() {
		return this.roles;
	}

}
