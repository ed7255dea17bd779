// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.Properties;

import io.migration.InstanceIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.info.BuildProperties;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationIdentity}.
 */
class ApplicationIdentityTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void withoutAnythingThereIsNoName() {
		InstanceIdentity identity = identity(null);
		assertThat(identity.application()).isNull();
		assertThat(identity.applicationVersion()).isNull();
		assertThat(identity.instance()).isNotEmpty();
	}

	@Test
	void nameAndVersionComeFromSpringBoot() {
		this.environment.setProperty("spring.application.name", "shop");
		this.environment.setProperty("spring.application.version", "1.0");
		InstanceIdentity identity = identity(null);
		assertThat(identity.application()).isEqualTo("shop");
		assertThat(identity.applicationVersion()).isEqualTo("1.0");
	}

	@Test
	void buildInformationWinsOverManifest() {
		this.environment.setProperty("spring.application.version", "1.0");
		assertThat(identity(build("2.0")).applicationVersion()).isEqualTo("2.0");
	}

	@Test
	void manifestIsUsedWhenBuildInformationHasNoVersion() {
		this.environment.setProperty("spring.application.version", "1.0");
		assertThat(identity(build(null)).applicationVersion()).isEqualTo("1.0");
	}

	@Test
	void propertiesWin() {
		this.environment.setProperty("spring.application.name", "shop");
		this.environment.setProperty("spring.application.version", "1.0");
		InstanceIdentity identity = identity(build("2.0"), "migration.application=orders",
				"migration.application-version=3.0");
		assertThat(identity.application()).isEqualTo("orders");
		assertThat(identity.applicationVersion()).isEqualTo("3.0");
	}

	@Test
	void emptyPropertiesDoNotCount() {
		this.environment.setProperty("spring.application.name", "shop");
		InstanceIdentity identity = identity(null, "migration.application=", "migration.application-version=");
		assertThat(identity.application()).isEqualTo("shop");
		assertThat(identity.applicationVersion()).isNull();
	}

	private InstanceIdentity identity(@Nullable BuildProperties build, String... pairs) {
		return new ApplicationIdentity(BoundProperties.of(pairs), this.environment, build).create();
	}

	private static BuildProperties build(@Nullable String version) {
		Properties entries = new Properties();
		if (version != null) {
			entries.setProperty("version", version);
		}
		return new BuildProperties(entries);
	}

}
