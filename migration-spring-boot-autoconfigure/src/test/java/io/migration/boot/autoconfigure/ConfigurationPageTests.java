// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@code docs/configuration.md}.
 */
class ConfigurationPageTests {

	private static final String WRITE = "docs.write";

	private static final String COMMAND = "mvn -Pquick -pl migration-spring-boot-autoconfigure test "
			+ "-Dtest=ConfigurationPageTests -D" + WRITE;

	@Test
	void pageTellsWhatTheMetadataSay() throws Exception {
		String page = Files.readString(ConfigurationPage.FILE);
		String expected = ConfigurationPage.read().in(page);
		if (System.getProperty(WRITE) != null) {
			Files.writeString(ConfigurationPage.FILE, expected);
			return;
		}
		assertThat(page).as("docs/configuration.md is out of date; write it anew with: " + COMMAND).isEqualTo(expected);
	}

	@Test
	void pageNamesTheCommandThatWritesIt() throws Exception {
		assertThat(Files.readString(ConfigurationPage.FILE)).contains(COMMAND);
	}

	@Test
	void yamlHoldsTheDefaultsThatApply() throws Exception {
		byte[] yaml = ConfigurationPage.read().yaml().getBytes(StandardCharsets.UTF_8);
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("page", new ByteArrayResource(yaml));
		Binder binder = new Binder(ConfigurationPropertySources.from(sources));
		assertThat(binder.bind("migration", MigrationProperties.class).get()).isEqualTo(BoundProperties.of());
		assertThat(binder.bind("migration.baseline-version", Object.class).get()).isEqualTo("1");
		assertThat(binder.bind("management.endpoint.migrations.show-values", String.class).get()).isEqualTo("never");
	}

	@Test
	void pageWithoutMarksIsRefused() throws Exception {
		ConfigurationPage page = ConfigurationPage.read();
		assertThatIllegalStateException().isThrownBy(() -> page.in("# Configuration\n")).withMessageContaining("marks");
	}

}
