// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.InstanceIdentity;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds out which application this is, and which release of it.
 */
class ApplicationIdentity {

	private final MigrationProperties properties;

	private final Environment environment;

	private final @Nullable BuildProperties buildProperties;

	ApplicationIdentity(MigrationProperties properties, Environment environment,
			@Nullable BuildProperties buildProperties) {
		this.properties = properties;
		this.environment = environment;
		this.buildProperties = buildProperties;
	}

	InstanceIdentity create() {
		String application = firstWithText(this.properties.application(),
				this.environment.getProperty("spring.application.name"));
		// Spring Boot sets this one to the implementation version of the main class
		String version = firstWithText(this.properties.applicationVersion(), buildVersion(),
				this.environment.getProperty("spring.application.version"));
		return InstanceIdentity.create(application, version);
	}

	private @Nullable String buildVersion() {
		return (this.buildProperties != null) ? this.buildProperties.getVersion() : null;
	}

	private static @Nullable String firstWithText(@Nullable String... candidates) {
		for (String candidate : candidates) {
			if (StringUtils.hasText(candidate)) {
				return candidate;
			}
		}
		return null;
	}

}
