// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.nio.file.Path;

import io.migration.JavaMigration;
import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.ReversibleJavaMigration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationCatalogTests {

	private Scripts scripts;

	@BeforeEach
	void createScripts(@TempDir Path folder) {
		this.scripts = new Scripts(folder);
	}

	@Test
	void emptyFolderHoldsNothing() {
		MigrationCatalog catalog = this.scripts.catalog();
		assertThat(catalog.versioned()).isEmpty();
		assertThat(catalog.repeatable()).isEmpty();
		assertThat(catalog.newest()).isNull();
		assertThat(catalog.warnings()).isEmpty();
		assertThat(catalog.find(MigrationVersion.of("1"))).isNull();
		assertThat(catalog.findRepeatable("a")).isNull();
	}

	@Test
	void scriptsAndCodeAreSortedByVersion() {
		this.scripts.add("V1.10__c.sql", "").add("sub/V1.9__b.sql", "").add("V1__a.sql", "");
		MigrationCatalog catalog = this.scripts.catalog(new V1_9_1__Move_names(), new V20__Reversible());
		assertThat(catalog.versioned()).extracting(ResolvedMigration::name)
			.containsExactly("1", "1.9", "1.9.1", "1.10", "20");
		assertThat(catalog.versioned()).extracting(ResolvedMigration::script)
			.containsExactly("V1__a.sql", "sub/V1.9__b.sql", V1_9_1__Move_names.class.getName(), "V1.10__c.sql",
					V20__Reversible.class.getName());
		assertThat(catalog.newest()).hasToString("20");
		assertThat(catalog.find(MigrationVersion.of("1.0"))).isSameAs(catalog.versioned().get(0));
		assertThat(catalog.versioned()).extracting(ResolvedMigration::kind).containsOnly(MigrationKind.VERSIONED);
	}

	@Test
	void repeatablesAreSortedByDescription() {
		this.scripts.add("R__views.sql", "").add("x/R__a_functions.sql", "");
		MigrationCatalog catalog = this.scripts.catalog();
		assertThat(catalog.repeatable()).extracting(ResolvedMigration::name)
			.containsExactly("R__a functions", "R__views");
		assertThat(catalog.findRepeatable("views")).isSameAs(catalog.repeatable().get(1));
		assertThat(catalog.repeatable()).extracting(ResolvedMigration::kind).containsOnly(MigrationKind.REPEATABLE);
	}

	@Test
	void codeMigrationKnowsItsBean() {
		JavaMigration bean = new V1_9_1__Move_names();
		CodeMigration migration = (CodeMigration) this.scripts.catalog(bean).versioned().get(0);
		assertThat(migration.migration()).isSameAs(bean);
		assertThat(migration.description()).isEqualTo("Move names");
		assertThat(migration.reversible()).isFalse();
		assertThat(migration).hasToString("1.9.1 (" + V1_9_1__Move_names.class.getName() + ")");
		assertThat(((CodeMigration) this.scripts.catalog(new V20__Reversible()).versioned().get(0)).reversible())
			.isTrue();
	}

	@Test
	void twoScriptsOfOneVersionAreAnError() {
		this.scripts.add("V1__a.sql", "").add("x/V1.0__b.sql", "");
		assertThat(this.scripts.catalogProblems()).containsExactly("~/x/V1.0__b.sql: ~/V1__a.sql and ~/x/V1.0__b.sql "
				+ "have the same version | Give the one that no database has run yet another version.");
	}

	@Test
	void scriptAndCodeOfOneVersionAreAnError() {
		this.scripts.add("V20__a.sql", "");
		String name = V20__Reversible.class.getName();
		assertThat(this.scripts.catalogProblems(new V20__Reversible())).containsExactly(name + ": ~/V20__a.sql and "
				+ name + " have the same version | Give the one that no database has run yet another version.");
	}

	@Test
	void twoRepeatablesOfOneDescriptionAreAnError() {
		this.scripts.add("R__a_b.sql", "").add("x/R__a_b.sql", "");
		assertThat(this.scripts.catalogProblems()).containsExactly("~/x/R__a_b.sql: ~/R__a_b.sql and ~/x/R__a_b.sql "
				+ "have the same description | Give one of them another description.");
	}

	@Test
	void undoWithoutMigrationIsAnError() {
		this.scripts.add("V1__a.sql", "").add("U2__a.sql", "").add("U2__a.sql.conf", "");
		assertThat(this.scripts.catalogProblems())
			.containsExactly("~/U2__a.sql: The undo script is for version 2, but there is no migration of this version"
					+ " | Add the migration or remove the undo script.");
	}

	@Test
	void twoUndosOfOneVersionAreAnError() {
		this.scripts.add("V1__a.sql", "").add("U1__a.sql", "").add("U1.0__a.sql", "");
		assertThat(this.scripts.catalogProblems())
			.containsExactly("~/U1__a.sql: ~/U1.0__a.sql and ~/U1__a.sql undo the same version | Remove one of them.");
	}

	@Test
	void undoScriptOfCodeIsAnError() {
		this.scripts.add("U20__a.sql", "");
		assertThat(this.scripts.catalogProblems(new V20__Reversible()))
			.containsExactly("~/U20__a.sql: The undo script is for version 20, which is written in Java: "
					+ V20__Reversible.class.getName()
					+ " | Let the class implement ReversibleJavaMigration, and remove the undo script.");
	}

	@Test
	void codeWithoutVersionIsAnError() {
		String name = Nameless.class.getName();
		assertThat(this.scripts.catalogProblems(new Nameless())).containsExactly(
				name + ": The migration has no version and description: The class name of the migration " + name
						+ " holds no version: name it V<version>__<Description> or override version() and description()"
						+ " | Name the class V<version>__<Description>, or override version() and description().");
	}

	@Test
	void allProblemsAreReportedAtOnce() {
		this.scripts.add("V1.sql", "").add("beforeMigrate.sql", "").add("U9__a.sql", "");
		assertThat(this.scripts.catalogProblems(new Nameless())).hasSize(4)
			.contains("~/V1.sql: The file 'V1.sql' has no description"
					+ " | Rename it to the form 'V<version>__<description>.sql'.");
	}

	@Test
	void suspiciousFilesAreWarnings() {
		this.scripts.add("v1__x.sql", "").add("V2__b.sql.conf", "").add("README.md", "");
		assertThat(this.scripts.catalog().warnings()).map(this.scripts::shorten)
			.containsExactly("~/v1__x.sql is ignored: case matters. Rename it to 'V1__x.sql'.",
					"~/V2__b.sql.conf is ignored: there is no script beside it");
	}

	@Test
	void migrationIsNamedWithItsFile() {
		this.scripts.add("sub/V1__a.sql", "");
		ScriptMigration migration = this.scripts.migration("1");
		assertThat(this.scripts.shorten(migration.resource())).isEqualTo("~/sub/V1__a.sql");
		assertThat(this.scripts.shorten(migration.toString())).isEqualTo("1 (~/sub/V1__a.sql)");
	}

	@SuppressWarnings("checkstyle:TypeName")
	static class V1_9_1__Move_names implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
		}

	}

	@SuppressWarnings("checkstyle:TypeName")
	static class V20__Reversible implements ReversibleJavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
		}

		@Override
		public void down(JdbcClient jdbc) {
		}

	}

	static class Nameless implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
		}

	}

}
