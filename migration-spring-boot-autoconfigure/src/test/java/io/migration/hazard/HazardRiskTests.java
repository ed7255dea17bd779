// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.migration.Finding;
import io.migration.PendingMigration;
import io.migration.RiskClass;
import io.migration.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What kind of harm is expected of a migration: it follows from what is found.
 */
class HazardRiskTests {

	private static final String SHOP = """
			CREATE TYPE mood AS ENUM ('sad', 'ok');
			CREATE TABLE users (id bigserial PRIMARY KEY, mood mood, state text NOT NULL DEFAULT 'new', email text);
			CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, state text);
			CREATE FUNCTION price_of(n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN n;
			CREATE SEQUENCE numbers;
			""";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			ALTER TABLE users ALTER COLUMN state DROP DEFAULT                              ==> BREAKING
			ALTER TABLE users ALTER COLUMN email DROP DEFAULT                              ==> SAFE
			UPDATE orders o SET state = u.state FROM users u WHERE u.id = o.user_id        ==> BLOCKING
			MERGE INTO orders USING users ON true WHEN MATCHED THEN DELETE                 ==> DESTRUCTIVE
			MERGE INTO orders USING users ON true WHEN MATCHED THEN UPDATE SET state = 'x' ==> BLOCKING
			DROP OWNED BY web                                                              ==> DESTRUCTIVE
			REASSIGN OWNED BY web TO admin                                                 ==> BREAKING
			CREATE RULE keep AS ON DELETE TO users DO INSTEAD NOTHING                      ==> BREAKING
			DROP RULE keep ON users                                                        ==> BREAKING
			ALTER FUNCTION price_of(int) RENAME TO cost_of                                 ==> BREAKING
			CREATE POLICY nobody ON users AS RESTRICTIVE USING (false)                     ==> BREAKING
			CREATE POLICY nobody ON users USING (false)                                    ==> SAFE
			ALTER TABLE users FORCE ROW LEVEL SECURITY                                     ==> BREAKING
			DROP ROLE web                                                                  ==> BREAKING
			ALTER ROLE web NOLOGIN                                                         ==> BREAKING
			REVOKE SELECT ON users FROM web                                                ==> BREAKING
			ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM web                      ==> SAFE
			ALTER SEQUENCE numbers RESTART                                                 ==> BREAKING
			SELECT setval('numbers', (SELECT max(id) FROM users))                          ==> SAFE
			TRUNCATE orders RESTART IDENTITY                                               ==> DESTRUCTIVE
			DROP FOREIGN TABLE prices                                                      ==> BREAKING
			DROP SERVER stock                                                              ==> BREAKING
			DROP SERVER stock CASCADE                                                      ==> DESTRUCTIVE
			DROP SUBSCRIPTION stock                                                        ==> BREAKING
			DROP PUBLICATION changes                                                       ==> BREAKING
			DROP COLLATION german                                                          ==> BREAKING
			DROP CAST (mood AS int)                                                        ==> BREAKING
			DROP TEXT SEARCH CONFIGURATION shop                                            ==> BREAKING
			DROP STATISTICS s                                                              ==> SAFE
			DROP TYPE unused                                                               ==> BREAKING
			DROP TYPE mood CASCADE                                                         ==> DESTRUCTIVE
			DROP DOMAIN unused                                                             ==> BREAKING
			DROP DOMAIN unused CASCADE                                                     ==> DESTRUCTIVE
			DROP EXTENSION citext                                                          ==> BREAKING
			DROP EXTENSION citext CASCADE                                                  ==> DESTRUCTIVE
			DROP EXTENSION pg_cron                                                         ==> DESTRUCTIVE
			DROP MATERIALIZED VIEW totals                                                  ==> BREAKING
			ALTER TABLE users ALTER COLUMN mood TYPE text                                  ==> BREAKING
			ALTER TABLE users ALTER COLUMN email TYPE mood USING email::mood               ==> BREAKING
			CREATE TABLE fresh (id bigint PRIMARY KEY); INSERT INTO fresh (id) VALUES (1)  ==> SAFE
			CREATE TABLE fresh (id bigint PRIMARY KEY); UPDATE users SET email = lower(email) ==> BLOCKING
			""")
	void riskFollowsFromWhatIsFound(String sql, RiskClass risk) throws IOException {
		assertThat(lint(sql + ";").risk()).isEqualTo(risk);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			DROP TYPE unused; DROP EXTENSION citext; DROP ROLE web; DROP CAST (mood AS int) ==> SAFE
			ALTER TABLE users ALTER COLUMN state DROP DEFAULT                               ==> SAFE
			DROP TYPE mood CASCADE                                                          ==> DESTRUCTIVE
			DROP OWNED BY web                                                               ==> DESTRUCTIVE
			""")
	void contractBreaksNothingButLosesWhatItDrops(String sql, RiskClass risk) throws IOException {
		assertThat(lint("-- migrate:up\nSELECT 1;\n-- migrate:contract\n" + sql + ";").risk()).isEqualTo(risk);
	}

	@Test
	void schemaAndRowsThatAreChangedTogetherAreToldOnce() throws IOException {
		PendingMigration migration = lint("CREATE TABLE fresh (id bigint PRIMARY KEY); "
				+ "UPDATE users SET email = NULL WHERE state = 'new'; DELETE FROM orders WHERE state = 'void';");
		assertThat(migration.findings()).filteredOn((finding) -> finding.rule().equals("dml-in-ddl-transaction"))
			.singleElement()
			.extracting(Finding::severity)
			.isEqualTo(Severity.INFO);
		assertThat(migration.findings()).extracting(Finding::rule).contains("irreversible-migration");
	}

	@Test
	void seedOfANewTableIsNoMixture() throws IOException {
		assertThat(lint("CREATE TABLE fresh (id bigint PRIMARY KEY); INSERT INTO fresh (id) VALUES (1); "
				+ "UPDATE fresh SET id = 2; INSERT INTO orders (id) VALUES (1);")
			.findings()).isEmpty();
	}

	@Test
	void policyOfAnEarlierMigrationLetsSomebodyThrough() throws IOException {
		Files.writeString(this.folder.resolve("V2__policy.sql"), "CREATE POLICY own ON users USING (true);");
		assertThat(lint("ALTER TABLE users ENABLE ROW LEVEL SECURITY;").findings()).isEmpty();
		Files.writeString(this.folder.resolve("V2__policy.sql"),
				"CREATE POLICY own ON users USING (true); DROP POLICY own ON users;");
		assertThat(lint("ALTER TABLE users ENABLE ROW LEVEL SECURITY;").findings()).extracting(Finding::rule)
			.containsExactly("enable-rls");
	}

	private PendingMigration lint(String sql) throws IOException {
		Files.writeString(this.folder.resolve("V1__shop.sql"), SHOP);
		Files.writeString(this.folder.resolve("V3__change.sql"), sql);
		List<PendingMigration> migrations = HazardLinter.of("filesystem:" + this.folder).lint();
		return migrations.get(migrations.size() - 1);
	}

}
