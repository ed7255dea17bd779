// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.migration.StepType;
import io.migration.script.AllowedHazard.Scope;
import io.migration.sql.SqlDialect;
import io.migration.sql.TokenFingerprint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MigrationContentTests {

	private static final String ALL_SECTIONS = """
			-- migrate:precondition
			SELECT 1 WHERE false;
			-- migrate:up lock-timeout=500ms
			ALTER TABLE users ADD COLUMN display_name varchar(300);

			-- migrate:backfill table=users batch=1000 key=tenant_id,id alias=u throttle=50 once=true
			UPDATE users u SET display_name = first_name WHERE display_name IS NULL AND :batch;
			-- migrate:verify
			SELECT id FROM users WHERE display_name IS NULL LIMIT 10;
			-- migrate:backfill table=accounts name=second
			UPDATE accounts SET a = 1 WHERE a <> 1 AND :batch;
			-- migrate:contract statement-timeout=0 transaction=on
			ALTER TABLE users ALTER COLUMN display_name SET NOT NULL;
			-- migrate:down
			ALTER TABLE users DROP COLUMN display_name;
			-- migrate:down of=contract
			ALTER TABLE users ALTER COLUMN display_name DROP NOT NULL;
			""";

	private Scripts scripts;

	@BeforeEach
	void createScripts(@TempDir Path folder) {
		this.scripts = new Scripts(folder);
	}

	@Test
	void fileWithoutMarkersIsOneStep() {
		String text = "\n-- a comment\nCREATE TABLE t (a int);\nINSERT INTO t VALUES (1)";
		MigrationContent content = this.scripts.content(text);
		ScriptStep up = content.up();
		assertThat(content.steps()).containsExactly(up);
		assertThat(content.undoSteps()).isEmpty();
		assertThat(content.reversible()).isFalse();
		assertThat(up.type()).isEqualTo(StepType.UP);
		assertThat(up.ordinal()).isEqualTo(1);
		assertThat(up.name()).isNull();
		assertThat(up.line()).isEqualTo(1);
		assertThat(up.script()).isEqualTo("V1__a.sql");
		assertThat(up.body()).isEqualTo(text);
		assertThat(up.options()).isEqualTo(StepOptions.DEFAULTS);
		assertThat(up.statements()).extracting((statement) -> statement.sql().line()).containsExactly(3, 4);
	}

	@Test
	void hashesAreThoseOfTheTokens() {
		String text = "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1)";
		ScriptStep up = this.scripts.content(text).up();
		var statements = SqlDialect.postgresql().read(text).statements();
		assertThat(up.fingerprint()).isEqualTo(TokenFingerprint.ofStatements(statements));
		assertThat(up.statements()).extracting(ScriptStatement::hash)
			.isEqualTo(statements.stream().map(TokenFingerprint::shortOf).toList());
	}

	@Test
	void sectionsBecomeSteps() {
		MigrationContent content = this.scripts.content(ALL_SECTIONS);
		assertThat(content.steps())
			.extracting(ScriptStep::type, ScriptStep::name, ScriptStep::ordinal, ScriptStep::line)
			.containsExactly(tuple(StepType.UP, null, 1, 3), tuple(StepType.BACKFILL, null, 2, 6),
					tuple(StepType.BACKFILL, "second", 3, 10), tuple(StepType.CONTRACT, null, 4, 12));
		assertThat(content.undoSteps()).extracting(ScriptStep::type, ScriptStep::ordinal, ScriptStep::line)
			.containsExactly(tuple(StepType.DOWN, 5, 16), tuple(StepType.DOWN, 6, 14));
		assertThat(content.reversible()).isTrue();
		assertThat(content.preconditions()).extracting((statement) -> statement.sql().text())
			.containsExactly("SELECT 1 WHERE false");
		assertThat(content.backfills().get(0).verification()).extracting((statement) -> statement.sql().line())
			.containsExactly(9);
		assertThat(content.up().verification()).isEmpty();
	}

	@Test
	void bodyIsTheTextWithoutMarkerLineButOfADownWithIt() {
		MigrationContent content = this.scripts.content(ALL_SECTIONS);
		assertThat(content.up().body()).isEqualTo("ALTER TABLE users ADD COLUMN display_name varchar(300);\n\n");
		assertThat(content.undoSteps().get(1).body())
			.isEqualTo("-- migrate:down\nALTER TABLE users DROP COLUMN display_name;\n");
		assertThat(content.backfills().get(0).body()).doesNotContain("SELECT");
	}

	@Test
	void optionsAreRead() {
		MigrationContent content = this.scripts.content(ALL_SECTIONS);
		assertThat(content.up().options().lockTimeout()).isEqualTo(Duration.ofMillis(500));
		assertThat(content.backfills().get(0).options().backfill())
			.isEqualTo(new BackfillOptions("users", "u", List.of("tenant_id", "id"), 1000, "50", true));
		assertThat(content.backfills().get(1).options().backfill())
			.isEqualTo(new BackfillOptions("accounts", null, List.of(), null, null, false));
		assertThat(content.steps().get(3).options())
			.isEqualTo(new StepOptions(TransactionMode.ON, null, Duration.ZERO, true, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2s=PT2S", "1m=PT1M", "3h=PT3H", "0=PT0S", "0s=PT0S", "250ms=PT0.25S" })
	void durationsHaveUnits(String values) {
		String[] parts = values.split("=");
		MigrationContent content = this.scripts.content("-- migrate:up lock-timeout=" + parts[0] + "\nSELECT 1");
		assertThat(content.up().options().lockTimeout()).isEqualTo(Duration.parse(parts[1]));
	}

	@Test
	void markersMayBeIndentedGluedAndEndWithCarriageReturn() {
		MigrationContent content = this.scripts
			.content("--migrate:up\r\nSELECT 1;\r\n  --\tmigrate:down  transaction=off  \r\nSELECT 2;\r\n");
		assertThat(content.up().body()).isEqualTo("SELECT 1;\r\n");
		assertThat(content.undoSteps()).singleElement()
			.satisfies((down) -> assertThat(down.options().transaction()).isEqualTo(TransactionMode.OFF))
			.satisfies((down) -> assertThat(down.body()).isEqualTo("-- migrate:down transaction=off\nSELECT 2;\r\n"));
	}

	@Test
	void byteOrderMarkIsNoPartOfTheText() {
		MigrationContent content = this.scripts.content("\uFEFF-- migrate:up\nSELECT 1");
		assertThat(content.up().body()).isEqualTo("SELECT 1");
		assertThat(content.up().line()).isEqualTo(1);
		assertThat(this.scripts.content("\uFEFFSELECT 2").up().body()).isEqualTo("SELECT 2");
	}

	@Test
	void markerEndsStatementWithoutSemicolon() {
		MigrationContent content = this.scripts.content("-- migrate:up\nSELECT 1\n-- migrate:down\nSELECT 2");
		assertThat(content.up().statements()).singleElement()
			.satisfies((statement) -> assertThat(statement.sql().text()).isEqualTo("SELECT 1"));
	}

	@Test
	void whatOnlyLooksLikeAMarkerIsLeftAlone() {
		MigrationContent content = this.scripts.content("""
				-- migrate: move the users to their new table
				-- we migrate:up here
				/*
				-- migrate:down
				*/
				SELECT '
				-- migrate:down
				', $$
				-- migrate:upp
				$$;
				COPY t FROM stdin;
				-- migrate:allow
				\\.
				SELECT 2;
				""");
		assertThat(content.steps()).hasSize(1);
		assertThat(content.up().statements()).hasSize(3);
		assertThat(content.up().allows()).isEmpty();
	}

	@Test
	void undoScriptIsTheDown() {
		this.scripts.add("x/U1__other.sql", "DROP TABLE t").add("x/U1__other.sql.conf", "executeInTransaction=false");
		MigrationContent content = this.scripts.content("CREATE TABLE t (a int)");
		assertThat(content.reversible()).isTrue();
		assertThat(content.down()).isSameAs(content.undoSteps().get(0));
		assertThat(content.down().script()).isEqualTo("x/U1__other.sql");
		assertThat(content.down().ordinal()).isEqualTo(2);
		assertThat(content.down().options().transaction()).isEqualTo(TransactionMode.OFF);
		assertThat(content.up().options().transaction()).isEqualTo(TransactionMode.AUTO);
	}

	@Test
	void contractWithoutItsOwnDownIsIrreversible() {
		MigrationContent content = this.scripts
			.content("-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n-- migrate:contract\nSELECT 3;");
		assertThat(content.reversible()).isFalse();
	}

	@Test
	void hazardsAreAllowedInsideOfSectionsAndStatements() {
		MigrationContent content = this.scripts.content("""
				-- migrate:up
				-- migrate:allow add-column scope=step reason="empty table"
				ALTER TABLE t
				  -- migrate:allow drop-column reason="nobody reads it"
				  DROP COLUMN a;
				-- migrate:down
				SELECT 1;
				""");
		assertThat(content.up().statements()).hasSize(1);
		assertThat(content.up().allows()).containsExactly(new AllowedHazard("add-column", Scope.STEP, "empty table", 2),
				new AllowedHazard("drop-column", Scope.STATEMENT, "nobody reads it", 4));
		assertThat(content.undoSteps().get(0).allows()).isEmpty();
	}

	@Test
	void allowBehindDataOfCopyIsFound() {
		MigrationContent content = this.scripts.content("""
				COPY t FROM stdin;
				-- migrate:allow not this
				\\.
				/* /* */ -- migrate:allow nor-this */
				-- migrate:allow rule reason="x"
				SELECT 1;
				""");
		assertThat(content.up().allows()).containsExactly(new AllowedHazard("rule", Scope.STATEMENT, "x", 5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true=ON", "false=OFF" })
	void settingsBesideTheScriptRuleTransactions(String values) {
		String[] parts = values.split("=");
		this.scripts.add("V1__a.sql.conf", "# comment\nexecuteInTransaction=" + parts[0] + "\n");
		assertThat(this.scripts.content("SELECT 1").up().options().transaction())
			.isEqualTo(TransactionMode.valueOf(parts[1]));
	}

	@Test
	void repeatableMayHavePreconditionAndVerification() {
		this.scripts.add("R__v.sql",
				"-- migrate:precondition\nSELECT 1;\n-- migrate:up\nSELECT 2;\n-- migrate:verify\nSELECT 3;");
		ScriptMigration migration = (ScriptMigration) this.scripts.catalog().findRepeatable("v");
		MigrationContent content = migration.content(SqlDialect.postgresql(), Scripts.NONE);
		assertThat(content.preconditions()).hasSize(1);
		assertThat(content.up().verification()).hasSize(1);
	}

}
