// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.InvalidScriptsException;
import io.migration.StepFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what scripts do to their session.
 */
class SessionTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private HikariDataSource pool;

	private String role;

	@BeforeEach
	void open() {
		this.pool = this.project.database().pool(1);
		this.role = "role_of_" + this.project.database().name();
		this.project.database()
			.execute("CREATE ROLE " + this.role + "; GRANT ALL ON SCHEMA public TO " + this.role
					+ "; CREATE SCHEMA shop; GRANT ALL ON SCHEMA shop TO " + this.role);
	}

	@AfterEach
	void close() {
		this.project.database().execute("DROP OWNED BY " + this.role + " CASCADE; DROP ROLE " + this.role);
	}

	@Test
	void roleOfAScriptNeitherWritesTheHistoryNorReachesTheNextScript() {
		this.project.script("V1__role.sql", "SET ROLE " + this.role + "; CREATE TABLE a (id int)")
			.script("V2__next.sql", "CREATE TABLE b (id int)");
		this.project.engine(this.pool).migrate();
		assertThat(ownersOfTables()).containsExactly("a " + this.role, "b postgres");
		assertThat(installedBy()).containsOnly("postgres");
		assertThat(userOfThePool()).isEqualTo("postgres postgres");
	}

	@Test
	void roleOfAScriptLastsAcrossItsSegments() {
		this.project.script("V1__role.sql", "SET ROLE " + this.role + """
				;
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				CREATE TABLE b (id int);
				""");
		this.project.engine(this.pool).migrate();
		assertThat(ownersOfTables()).containsExactly("a " + this.role, "b " + this.role);
		assertThat(installedBy()).containsOnly("postgres");
		assertThat(userOfThePool()).isEqualTo("postgres postgres");
	}

	@Test
	void sessionAuthorizationOfAScriptLastsAcrossItsSegmentsAndNoLonger() {
		this.project.script("V1__user.sql", "SET SESSION AUTHORIZATION " + this.role + """
				;
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				CREATE TABLE b (id int);
				""").script("V2__next.sql", "CREATE TABLE c (id int)");
		this.project.engine(this.pool).migrate();
		assertThat(ownersOfTables()).containsExactly("a " + this.role, "b " + this.role, "c postgres");
		assertThat(installedBy()).containsOnly("postgres");
		assertThat(userOfThePool()).isEqualTo("postgres postgres");
	}

	@Test
	void settingThatOnlyTheFirstUserMayChangeSurvivesASegmentUnderAnotherRole() {
		this.project.script("V1__role.sql", "SET session_replication_role = replica; SET ROLE " + this.role + """
				;
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				CREATE TABLE b AS SELECT current_setting('session_replication_role') AS kept;
				""");
		this.project.engine(this.pool).migrate();
		assertThat(this.project.value(String.class, "SELECT kept FROM b")).isEqualTo("replica");
		assertThat(ownersOfTables()).containsExactly("a " + this.role, "b " + this.role);
		assertThat(JdbcClient.create(this.pool).sql("SHOW session_replication_role").query(String.class).single())
			.isEqualTo("origin");
	}

	@Test
	void failureUnderAnotherUserIsWrittenAndTheSessionGoesBackAsItWas() {
		this.project.script("V1__user.sql", "SET SESSION AUTHORIZATION " + this.role + """
				;
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				SELECT * FROM pg_authid;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine(this.pool)::migrate)
			.withMessageContaining("permission denied for table pg_authid");
		assertThat(this.project.history()).containsExactly("1 UP FAILED 3/4");
		assertThat(userOfThePool()).isEqualTo("postgres postgres");
	}

	@Test
	void temporaryTablesOfOneNameInTwoScriptsDoNotCollide() {
		String script = "CREATE TEMP TABLE work (id int); INSERT INTO work VALUES (1); ";
		this.project.script("V1__a.sql", script + "CREATE TABLE a AS SELECT * FROM work")
			.script("V2__b.sql", script + "CREATE TABLE b AS SELECT * FROM work")
			.script("V3__c.sql", "SELECT 1 AS id INTO TEMPORARY work; CREATE TABLE c AS SELECT * FROM work")
			.script("V4__d.sql", "CREATE TABLE pg_temp.work (id int); CREATE TABLE d AS SELECT 1 AS id")
			.script("V5__e.sql",
					"DO $$ BEGIN CREATE TEMP TABLE work (id int); END $$; CREATE TABLE e AS SELECT * FROM work")
			.script("V6__f.sql", script + "CREATE TABLE f AS SELECT * FROM work");
		this.project.engine(this.pool).migrate();
		assertThat(this.project.tables()).containsExactly("a", "b", "c", "d", "e", "f");
		assertThat(temporaryTablesOfThePool()).isZero();
	}

	@Test
	void temporaryTableOfAFailedScriptDoesNotGoBackToThePool() {
		this.project.script("V1__a.sql", """
				CREATE TEMP TABLE work (id int);
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				nonsense;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine(this.pool)::migrate);
		assertThat(temporaryTablesOfThePool()).isZero();
	}

	@Test
	void statementsThatFreeTheLockAreRefused() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int);\nDISCARD ALL;\nSELECT pg_advisory_unlock_all();");
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this.project.engine(this.pool)::migrate)
			.satisfies((ex) -> assertThat(ex.problems()).extracting((problem) -> problem.line()).containsExactly(2, 3))
			.withMessageContaining("The statement would free the lock that keeps other instances from migrating");
		assertThat(this.project.tables()).isEmpty();
	}

	@Test
	void searchPathOfAScriptHoldsForItsOnlineStatements() {
		this.project.script("V1__path.sql", """
				SET search_path TO shop;
				CREATE TABLE t (id int);
				CREATE INDEX CONCURRENTLY t_id ON t (id);
				INSERT INTO t VALUES (1);
				DROP INDEX CONCURRENTLY t_id;
				INSERT INTO t VALUES (2);
				""").script("V2__next.sql", "CREATE TABLE next (id int)");
		this.project.engine(this.pool).migrate();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM shop.t")).isEqualTo(2);
		assertThat(this.project.tables()).containsExactly("next");
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 6/6", "2 UP SUCCEEDED 1/1");
	}

	@Test
	void searchPathOfAScriptHoldsWhenItIsResumed() {
		String beginning = """
				SET search_path TO shop;
				SET LOCAL work_mem = '1MB';
				CREATE TABLE t (id int);
				INSERT INTO t VALUES (1), (1);
				""";
		this.project.script("V1__path.sql", beginning + "CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id);");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine(this.pool)::migrate)
			.withMessageContaining("SQLSTATE 23505");
		assertThat(this.project.history()).containsExactly("1 UP FAILED 4/5");
		this.project.database().execute("DELETE FROM shop.t WHERE ctid = '(0,1)'");
		this.project.script("V1__path.sql",
				beginning + "CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id); INSERT INTO t VALUES (2);");
		this.project.engine(this.pool).migrate();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM shop.t")).isEqualTo(2);
		assertThat(this.project.value(Integer.class,
				"SELECT count(*) FROM pg_index WHERE indrelid = 'shop.t'::regclass AND indisvalid"))
			.isOne();
	}

	@Test
	void timeoutsThatAScriptSetsHitOnlyItsOwnStatements() {
		this.project.script("V1__timeouts.sql", """
				CREATE TABLE a (id int);
				CREATE INDEX CONCURRENTLY a_id ON a (id);
				SET statement_timeout = '1ms';
				SET lock_timeout = '1ms';
				""").script("V2__next.sql", "SELECT pg_sleep(0.2); CREATE TABLE next (id int)");
		this.project.engine(this.pool).migrate();
		assertThat(this.project.tables()).containsExactly("a", "next");
	}

	private List<String> ownersOfTables() {
		return this.project.database()
			.jdbc()
			.sql("SELECT tablename || ' ' || tableowner FROM pg_tables WHERE schemaname = 'public' "
					+ "AND tablename NOT LIKE 'migration%' ORDER BY 1")
			.query(String.class)
			.list();
	}

	private List<String> installedBy() {
		return this.project.database()
			.jdbc()
			.sql("SELECT installed_by FROM migration_history")
			.query(String.class)
			.list();
	}

	private String userOfThePool() {
		return JdbcClient.create(this.pool)
			.sql("SELECT session_user || ' ' || current_user")
			.query(String.class)
			.single();
	}

	private Integer temporaryTablesOfThePool() {
		return JdbcClient.create(this.pool)
			.sql("SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema()")
			.query(Integer.class)
			.single();
	}

}
