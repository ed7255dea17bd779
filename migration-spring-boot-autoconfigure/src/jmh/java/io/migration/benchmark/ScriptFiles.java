// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The same SQL for every tool, three statements for each migration: a jar of scripts for
 * this engine, Flyway and the floor, a jar of formatted SQL for Liquibase, a folder for
 * MyBatis.
 */
record ScriptFiles(Path folder, int count) {

	private static final String ROOT = """
			<?xml version="1.0" encoding="UTF-8"?>
			<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
					xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
					xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
						http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
				<includeAll path="db/changelog/" />
			</databaseChangeLog>
			""";

	private static final String CHANGELOG_TABLE = """
			CREATE TABLE CHANGELOG (
				ID NUMERIC(20,0) NOT NULL PRIMARY KEY,
				APPLIED_AT VARCHAR(25) NOT NULL,
				DESCRIPTION VARCHAR(255) NOT NULL
			);

			-- //@UNDO
			DROP TABLE CHANGELOG;
			""";

	static ScriptFiles create(Path parent, int count) throws IOException {
		ScriptFiles files = new ScriptFiles(Files.createDirectories(parent.resolve("scripts-" + count)), count);
		files.writeScripts();
		files.writeChangeLog();
		files.writeFolder();
		return files;
	}

	Path jar(Tool tool) {
		return this.folder.resolve((tool != Tool.LIQUIBASE) ? "scripts.jar" : "changelog.jar");
	}

	private void writeScripts() throws IOException {
		try (ZipOutputStream zip = zip("scripts.jar")) {
			folders(zip, "db/", "db/migration/");
			for (int i = 1; i <= this.count; i++) {
				write(zip, "db/migration/V" + i + "__create_table_" + i + ".sql", sql(i));
			}
		}
	}

	private void writeChangeLog() throws IOException {
		try (ZipOutputStream zip = zip("changelog.jar")) {
			folders(zip, "db/", "db/changelog/");
			write(zip, "db/changelog-root.xml", ROOT);
			for (int i = 1; i <= this.count; i++) {
				write(zip, String.format(Locale.ROOT, "db/changelog/%05d_create_table_%d.sql", i, i),
						"--liquibase formatted sql\n--changeset benchmark:" + i + "\n" + sql(i));
			}
		}
	}

	private void writeFolder() throws IOException {
		Path scripts = Files.createDirectories(this.folder.resolve("mybatis"));
		Files.writeString(scripts.resolve("00000_create_changelog.sql"), CHANGELOG_TABLE);
		for (int i = 1; i <= this.count; i++) {
			Files.writeString(scripts.resolve(String.format(Locale.ROOT, "%05d_create_table_%d.sql", i, i)),
					sql(i) + "\n-- //@UNDO\nDROP TABLE t_" + i + ";\n");
		}
	}

	private ZipOutputStream zip(String name) throws IOException {
		OutputStream file = Files.newOutputStream(this.folder.resolve(name));
		return new ZipOutputStream(file, StandardCharsets.UTF_8);
	}

	private static void folders(ZipOutputStream zip, String... names) throws IOException {
		for (String name : names) {
			zip.putNextEntry(new ZipEntry(name));
		}
	}

	private static void write(ZipOutputStream zip, String name, String content) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		zip.write(content.getBytes(StandardCharsets.UTF_8));
	}

	private static String sql(int number) {
		return """
				CREATE TABLE t_%1$d (
					id bigint NOT NULL,
					name varchar(100) NOT NULL,
					total numeric(12, 2)
				);

				ALTER TABLE t_%1$d ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();

				CREATE INDEX t_%1$d_name ON t_%1$d (name);
				""".formatted(number);
	}

}
