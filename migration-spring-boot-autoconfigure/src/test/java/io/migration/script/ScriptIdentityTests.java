// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

import io.migration.sql.SqlDialect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptIdentityTests {

	private static final String TEXT = "SELECT 1;\nSELECT 'ö';\n";

	private Path folder;

	private Scripts scripts;

	@BeforeEach
	void createScripts(@TempDir Path folder) {
		this.folder = folder;
		this.scripts = new Scripts(folder);
	}

	@Test
	void sizeAndCrcAreThoseOfTheBytes() {
		byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
		CRC32 crc = new CRC32();
		crc.update(bytes);
		ScriptMigration migration = this.scripts.add("V1__a.sql", bytes).migration("1");
		assertThat(migration.size()).isEqualTo(bytes.length);
		assertThat(migration.crc32()).isEqualTo(crc.getValue());
	}

	@Test
	void undoAndSettingsBesideTheScriptMakeNoDifference() {
		ScriptMigration before = this.scripts.add("V1__a.sql", TEXT).migration("1");
		ScriptMigration after = this.scripts.add("U1__a.sql", "SELECT 2")
			.add("V1__a.sql.conf", "executeInTransaction=false")
			.migration("1");
		assertThat(after.size()).isEqualTo(before.size());
		assertThat(after.crc32()).isEqualTo(before.crc32());
		assertThat(after.checksum()).isEqualTo(before.checksum());
	}

	@Test
	void checksumIgnoresLineEndsAndByteOrderMark() {
		String expected = checksum(TEXT);
		assertThat(expected).isEqualTo(Checksum.of(TEXT)).hasSize(64);
		assertThat(checksum(TEXT.replace("\n", "\r\n"))).isEqualTo(expected);
		assertThat(checksum(TEXT.replace("\n", "\r"))).isEqualTo(expected);
		assertThat(checksum("\uFEFF" + TEXT)).isEqualTo(expected);
		assertThat(checksum(TEXT + "\n")).isNotEqualTo(expected);
		assertThat(checksum("S")).isEqualTo(Checksum.of("S"));
	}

	@Test
	void checksumUnifiesLineEndsAcrossBuffers() {
		String text = "x".repeat(16385) + "\r\n" + "y".repeat(16383) + "\r\n" + "z".repeat(16382) + "\r\n";
		for (int i = 0; i < 5; i++) {
			String shifted = " ".repeat(i) + text;
			assertThat(checksum(shifted)).isEqualTo(Checksum.of(shifted.replace("\r\n", "\n")));
		}
	}

	@Test
	void identityIsComputedOnce() throws Exception {
		ScriptMigration migration = this.scripts.add("V1__a.sql", TEXT).migration("1");
		long size = migration.size();
		String checksum = migration.checksum();
		Files.delete(this.folder.resolve("V1__a.sql"));
		assertThat(migration.size()).isEqualTo(size);
		assertThat(migration.checksum()).isEqualTo(checksum);
	}

	@Test
	void vanishedFileIsAnError() throws Exception {
		ScriptMigration migration = this.scripts.add("V1__a.sql", TEXT).migration("1");
		Files.delete(this.folder.resolve("V1__a.sql"));
		String expected = "~/V1__a.sql: The file cannot be read (NoSuchFileException: ~/V1__a.sql)"
				+ " | Check that the file is complete and that this process may read it.";
		assertThat(this.scripts.problems(migration::size)).containsExactly(expected);
		assertThat(this.scripts.problems(migration::checksum)).containsExactly(expected);
		assertThat(this.scripts.problems(() -> migration.content(SqlDialect.postgresql(), Scripts.NONE)))
			.containsExactly(expected);
	}

	private String checksum(String text) {
		return this.scripts.add("V1__a.sql", text).migration("1").checksum();
	}

}
