// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;
import java.util.Map;

import io.migration.MigrationVersion;
import io.migration.ScriptOptions;
import io.migration.script.ScriptName.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptNameParserTests {

	private final ScriptNameParser parser = new ScriptNameParser(ScriptOptions.DEFAULTS);

	@ParameterizedTest
	@CsvSource(textBlock = """
			V1__create_users.sql,         VERSIONED,  1,              create users
			V1_2__a.sql,                  VERSIONED,  1.2,            a
			V1.2.3__a__b.sql,             VERSIONED,  1.2.3,          a  b
			V20261120143000__Größe.sql,   VERSIONED,  20261120143000, Größe
			V1__a.b.sql,                  VERSIONED,  1,              a.b
			U1_2__a.sql,                  UNDO,       1.2,            a
			R__all_views.sql,             REPEATABLE, ,               all views
			""")
	void readsVersionAndDescriptionAsFlywayDoes(String fileName, Role role, String version, String description) {
		ScriptName name = this.parser.parse(fileName);
		assertThat(name.role()).isEqualTo(role);
		assertThat(name.version()).isEqualTo((version != null) ? MigrationVersion.of(version) : null);
		assertThat(name.description()).isEqualTo(description);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					V1__.sql      | has no description | Rename it to the form 'V<version>__<description>.sql'.
					V1.sql        | has no description | Rename it to the form 'V<version>__<description>.sql'.
					V__a.sql      | has no version | Rename it to the form 'V<version>__<description>.sql'.
					V1a__b.sql    | has the invalid version '1a' | Rename it to the form 'V<version>__<description>.sql'.
					V1_.sql       | has the invalid version '1_' | Rename it to the form 'V<version>__<description>.sql'.
					V1_a.sql      | has the invalid version '1_a' | Rename it to the form 'V<version>__<description>.sql'.
					U__a.sql      | has no version | Rename it to the form 'U<version>__<description>.sql'.
					R__.sql       | has no description | Rename it to the form 'R__<description>.sql'.
					R1__a.sql     | is named like a repeatable script but has a version | Rename it to the form 'R__<description>.sql'.
					B1__a.sql     | is a baseline script of Flyway, which is not supported | Keep the versioned scripts that it stands for, and remove the file.
					""")
	void almostAMigrationIsAnError(String fileName, String message, String action) {
		assertThat(this.parser.parse(fileName)).isEqualTo(ScriptName.mistake(Role.INVALID, message, action));
	}

	@ParameterizedTest
	@ValueSource(strings = { "beforeMigrate.sql", "afterEachMigrate__x.sql", "afterMigrateError.sql",
			"beforeEachMigrateStatement.sql", "afterVersioned.sql", "beforeRepeatables.sql", "createSchema.sql",
			"afterEachUndoStatementError__a_b.sql", "afterInfoOperationFinish.sql", "VbeforeMigrate__x.sql" })
	void callbackOfFlywayIsAnError(String fileName) {
		assertThat(this.parser.parse(fileName))
			.isEqualTo(ScriptName.mistake(Role.INVALID, "is a callback script of Flyway, which is not supported",
					"Move what it does into a migration or into a MigrationListener bean, and remove the file."));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					v1__a.sql    | is ignored: case matters | Rename it to 'V1__a.sql'.
					r__a.sql     | is ignored: case matters | Rename it to 'R__a.sql'.
					V1__a.SQL    | ends with '.SQL' and is ignored: case matters | Rename it to 'V1__a.sql'.
					users.sql    | is ignored: its name is not that of a migration | Rename it to the form 'V<version>__<description>.sql', or move it elsewhere.
					Report.sql   | is ignored: its name is not that of a migration | Rename it to the form 'V<version>__<description>.sql', or move it elsewhere.
					Views__a.sql | is ignored: its name is not that of a migration | Rename it to the form 'V<version>__<description>.sql', or move it elsewhere.
					""")
	void otherScriptIsSuspicious(String fileName, String message, String action) {
		assertThat(this.parser.parse(fileName)).isEqualTo(ScriptName.mistake(Role.SUSPICIOUS, message, action));
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "V1__a.sql.bak", "V1__a.txt", ".gitkeep", "conf" })
	void otherFileIsIgnored(String fileName) {
		assertThat(this.parser.parse(fileName).role()).isEqualTo(Role.IGNORED);
	}

	@Test
	void settingsAreRecognisedBySuffix() {
		assertThat(this.parser.parse("V1__a.sql.conf").role()).isEqualTo(Role.CONFIG);
	}

	@Test
	void emptyVersionPrefixLeavesOtherPrefixesAlone() {
		ScriptNameParser empty = new ScriptNameParser(options("", "U", "R", "__", ".sql"));
		assertThat(empty.parse("1_2__name.sql").version()).hasToString("1.2");
		assertThat(empty.parse("U1__name.sql").role()).isEqualTo(Role.UNDO);
		assertThat(empty.parse("R__name.sql").role()).isEqualTo(Role.REPEATABLE);
		assertThat(empty.parse("1.sql").action()).isEqualTo("Rename it to the form '<version>__<description>.sql'.");
		assertThat(empty.parse("users.sql").role()).isEqualTo(Role.SUSPICIOUS);
		assertThat(empty.parse("beforeMigrate.sql").role()).isEqualTo(Role.INVALID);
	}

	@Test
	void prefixesSeparatorAndSuffixesAreConfigurable() {
		ScriptNameParser own = new ScriptNameParser(options("Ver", "VerUndo", "Rep", "-", ".sql", ".pg.sql", ".ddl"));
		assertThat(own.parse("Ver1-a_b.pg.sql").description()).isEqualTo("a b");
		assertThat(own.parse("VerUndo1-a.ddl").role()).isEqualTo(Role.UNDO);
		assertThat(own.parse("Rep-a.sql").role()).isEqualTo(Role.REPEATABLE);
		assertThat(own.parse("V1__a.sql").role()).isEqualTo(Role.SUSPICIOUS);
	}

	@Test
	void baselinePrefixMayBeConfiguredForSomethingElse() {
		ScriptNameParser own = new ScriptNameParser(options("B", "U", "R", "__", ".sql"));
		assertThat(own.parse("B1__a.sql").role()).isEqualTo(Role.VERSIONED);
	}

	private static ScriptOptions options(String versionPrefix, String undoPrefix, String repeatablePrefix,
			String separator, String... suffixes) {
		return new ScriptOptions(List.of("classpath:db/migration"), versionPrefix, undoPrefix, repeatablePrefix,
				separator, List.of(suffixes), Map.of(), false);
	}

}
