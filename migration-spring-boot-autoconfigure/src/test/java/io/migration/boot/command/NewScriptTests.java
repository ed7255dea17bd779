// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NewScript}.
 */
class NewScriptTests {

	private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 21, 6, 5, 4);

	@TempDir
	private Path folder;

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void writesAScriptWithBothSections() throws IOException {
		CommandResult result = write("add users", this.folder.resolve("new"));
		Path file = this.folder.resolve("new/V20261121060504__add_users.sql");
		assertThat(file).hasContent("-- migrate:up\n\n\n-- migrate:down\n\n");
		assertThat(result.text()).isEqualTo("Wrote " + file);
		assertThat((Map<?, ?>) result.value()).hasToString("{file=" + file + ", version=20261121060504}");
	}

	@Test
	void neverWritesOverAnotherFile() throws IOException {
		Path file = Files.writeString(this.folder.resolve("V20261121060504__a.sql"), "mine");
		assertThatExceptionOfType(CommandUsageException.class).isThrownBy(() -> write("a", this.folder));
		assertThat(file).hasContent("mine");
	}

	@Test
	void nameCannotLeaveTheFolder() throws IOException {
		write(" ../../Ümläut & more__x/ ", this.folder);
		try (var files = Files.list(this.folder)) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.containsExactly("V20261121060504__Ümläut_more_x.sql");
		}
		assertThatExceptionOfType(CommandUsageException.class).isThrownBy(() -> write("../..", this.folder));
	}

	@Test
	void firstLocationInTheFileSystemIsTheFolder() {
		this.environment.setProperty("migration.locations", "classpath:db/other, filesystem:" + this.folder);
		this.environment.setProperty("migration.naming.version-prefix", "M");
		this.environment.setProperty("migration.naming.separator", "--");
		this.environment.setProperty("migration.naming.suffixes", ".ddl,.sql");
		write("a", null);
		assertThat(this.folder.resolve("M20261121060504--a.ddl")).exists();
	}

	private CommandResult write(String name, @Nullable Path folder) {
		MigrationCommandProperties options = new MigrationCommandProperties("new", OutputFormat.TEXT, null, null, false,
				null, null, false, false, name, null, null, (folder != null) ? folder.toString() : null);
		return new NewScript(new CommandInput(options, List.of(), this.environment, () -> {
			throw new IllegalStateException("No engine is needed");
		})).write(NOW);
	}

}
