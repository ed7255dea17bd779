// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;
import java.util.Map;

import io.migration.Finding;
import io.migration.HazardMode;
import io.migration.HazardOptions;
import io.migration.HazardsFoundException;
import io.migration.Knowledge;
import io.migration.MigrationVersion;
import io.migration.PendingMigration;
import io.migration.RiskClass;
import io.migration.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a run does about hazards.
 */
@ExtendWith(OutputCaptureExtension.class)
class HazardModeTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void addScripts() {
		this.project.script("V1__users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, name text);")
			.engine()
			.migrate();
		this.project.script("V2__drop.sql", "SELECT 1;\nALTER TABLE users DROP COLUMN name;");
	}

	@Test
	void warnsAndGoesOn(CapturedOutput output) {
		this.project.engine().migrate();
		assertThat(output).contains("Migration 2 is DESTRUCTIVE, and cannot be undone")
			.containsPattern("WARN .*V2__drop.sql:2:19: .* \\[drop-column]");
		assertThat(this.project.history()).contains("2 UP SUCCEEDED 2/2");
	}

	@Test
	void refusesBeforeAnythingRuns() {
		mode(HazardMode.FAIL);
		assertThatExceptionOfType(HazardsFoundException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.findings()).extracting(Finding::rule).containsExactly("drop-column");
				assertThat(ex.databaseState()).isEqualTo("No migration was run.");
			});
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
	}

	@Test
	void refusesOnlyErrors() {
		this.project.script("V2__drop.sql", "REVOKE SELECT ON users FROM PUBLIC; CREATE TABLE logs (line text);");
		mode(HazardMode.FAIL);
		this.project.engine().migrate();
		assertThat(this.project.history()).contains("2 UP SUCCEEDED 2/2");
	}

	@Test
	void refusesWhatTheConfigurationCallsAnError() {
		this.project.script("V2__drop.sql", "CREATE TABLE logs (line text);");
		this.project.options((builder) -> builder
			.hazard(new HazardOptions(HazardMode.FAIL, Map.of("missing-primary-key", Severity.ERROR), null, null)));
		assertThatExceptionOfType(HazardsFoundException.class).isThrownBy(this.project.engine()::migrate);
	}

	@Test
	void runsWhatTheAuthorAccepts() {
		this.project.script("V2__drop.sql", """
				-- migrate:up
				-- migrate:allow drop-column reason="nobody has used it since May"
				ALTER TABLE users DROP COLUMN name;
				-- migrate:down
				ALTER TABLE users ADD COLUMN name text;
				""");
		mode(HazardMode.FAIL);
		this.project.engine().migrate();
		assertThat(this.project.history()).contains("2 UP SUCCEEDED 1/1");
	}

	@Test
	void leavesOldMigrationsAlone(CapturedOutput output) {
		this.project.options((builder) -> builder
			.hazard(new HazardOptions(HazardMode.FAIL, Map.of(), MigrationVersion.of("2"), null)));
		this.project.engine().migrate();
		assertThat(output).doesNotContain("drop-column");
	}

	@Test
	void isSilentWhenSwitchedOff(CapturedOutput output) {
		mode(HazardMode.OFF);
		assertThat(this.project.engine().status(10).pending().get(0).risk()).isNull();
		this.project.engine().migrate();
		assertThat(output).doesNotContain("DESTRUCTIVE", "drop-column");
	}

	@Test
	void planAndStatusTellOfPendingMigrations() {
		List<PendingMigration> planned = this.project.engine().plan().pending();
		assertThat(planned).isEqualTo(this.project.engine().status(10).pending());
		assertThat(planned).singleElement().satisfies((migration) -> {
			assertThat(migration.risk()).isEqualTo(RiskClass.DESTRUCTIVE);
			assertThat(migration.reversible()).isFalse();
			assertThat(migration.findings()).extracting(Finding::rule)
				.containsExactlyInAnyOrder("drop-column", "irreversible-migration");
			assertThat(migration.findings()).extracting(Finding::line).containsOnly(2);
		});
	}

	@Test
	void judgesByWhatIsInTheDatabase() {
		this.project.database()
			.execute("CREATE TABLE numbers AS SELECT n, repeat('x', 200) AS filler FROM generate_series(1, 50000) n; "
					+ "CREATE TABLE few (n int); ANALYZE numbers");
		this.project.script("V2__drop.sql",
				"CREATE INDEX numbers_idx ON numbers (n); CREATE INDEX few_idx ON few (n);");
		List<Finding> findings = findings("create-index-not-concurrent");
		assertThat(findings).extracting(Finding::severity).containsExactly(Severity.ERROR, Severity.WARNING);
		assertThat(findings.get(0).knowledge()).isEqualTo(Knowledge.CATALOG);
		assertThat(findings.get(0).effects().get(0).describe())
			.isEqualTo("SHARE on public.numbers, all rows read (about 50000 rows)");
	}

	@Test
	void whatIsMadeInTheSameRunIsNobodysYet() {
		this.project.script("V2__drop.sql", "CREATE TABLE fresh (id bigint PRIMARY KEY, name text);")
			.script("V3__more.sql", "CREATE INDEX fresh_idx ON fresh (name); ALTER TABLE fresh DROP COLUMN name;");
		List<PendingMigration> pending = this.project.engine().plan().pending();
		assertThat(pending.get(1).findings()).isNotEmpty()
			.allMatch((finding) -> finding.severity() == Severity.INFO || finding.risk() == RiskClass.SAFE);
		assertThat(pending.get(1).risk()).isEqualTo(RiskClass.SAFE);
	}

	@Test
	void findsNamesInTheSchemaThatIsMigrated() {
		this.project.database().execute("CREATE SCHEMA shop; CREATE TABLE shop.users (id int, name text)");
		this.project.options((builder) -> builder.schema("shop"))
			.script("V2__drop.sql", "ALTER TABLE users ALTER COLUMN name TYPE varchar(9);");
		assertThat(findings("alter-column-type-narrowing")).singleElement()
			.satisfies((finding) -> assertThat(finding.effects().get(0).table()).isEqualTo("shop.users"));
	}

	private List<Finding> findings(String rule) {
		return this.project.engine()
			.plan()
			.pending()
			.stream()
			.flatMap((migration) -> migration.findings().stream())
			.filter((finding) -> finding.rule().equals(rule))
			.toList();
	}

	@Test
	void nothingIsSaidWhenNothingIsPending(CapturedOutput output) {
		this.project.remove("V2__drop.sql").engine().migrate();
		assertThat(output).doesNotContain("WARN", "DESTRUCTIVE");
	}

	private void mode(HazardMode mode) {
		this.project.options((builder) -> builder.hazard(new HazardOptions(mode, Map.of(), null, null)));
	}

}
