// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.HistoryOptions;
import io.migration.MigrationVersion;
import io.migration.PlanOptions;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for targets that cannot be migrated as they are, and for what makes them fit.
 */
class FirstRunTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void prepare() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
	}

	@Test
	void emptyProjectLeavesTheDatabaseAlone() {
		this.project.remove("V1__t.sql");
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
			.isZero();
	}

	@Test
	void schemaWithObjectsButWithoutHistoryIsRefused() {
		this.project.database().execute("CREATE TABLE legacy (id int)");
		refused(Reason.NOT_EMPTY, (ex) -> ex.description(),
				"The schema 'public' is not empty (it has 'legacy', for one), but there is no history "
						+ "'migration_history' that tells which migrations it already has.");
		assertThat(this.project.tables()).containsExactly("legacy");
	}

	@Test
	void schemaWithObjectsIsTakenOverAtTheBaseline() {
		this.project.database().execute("CREATE TABLE t (id int)");
		this.project.script("V2__u.sql", "CREATE TABLE u (id int)")
			.options((builder) -> builder.plan(new PlanOptions(PlanOptions.DEFAULTS.outOfOrder(),
					PlanOptions.DEFAULTS.onAhead(), true, MigrationVersion.of("1"), "as found", false)));
		this.project.engine().migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 0/0", "2 UP SUCCEEDED 1/1");
		assertThat(this.project.value(String.class, "SELECT kind FROM migration_history WHERE id = 1"))
			.isEqualTo("BASELINE");
		assertThat(this.project.engine().migrate().steps()).isEmpty();
	}

	@Test
	void objectsOfAnExtensionAreNotForeign() {
		this.project.database().execute("CREATE EXTENSION pg_trgm");
		this.project.engine().migrate();
		assertThat(this.project.tables()).containsExactly("t");
	}

	@Test
	void missingSchemaIsRefusedUnlessItIsToBeCreated() {
		this.project.options((builder) -> builder.schema("shop"));
		refused(Reason.SCHEMA_MISSING, (ex) -> ex.action(),
				"Create it, correct migration.schema, or set migration.create-schemas=true.");
		this.project.options((builder) -> builder.schema("shop").plan(createSchemas()));
		this.project.engine().migrate();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM shop.t")).isZero();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM shop.migration_history")).isOne();
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		assertThat(this.project.engine().status(1).schema()).isEqualTo("shop");
	}

	private static PlanOptions createSchemas() {
		return new PlanOptions(PlanOptions.DEFAULTS.outOfOrder(), PlanOptions.DEFAULTS.onAhead(), false,
				PlanOptions.DEFAULTS.baselineVersion(), "baseline", true);
	}

	@Test
	void historyMayHaveASchemaOfItsOwn() {
		this.project.database().execute("CREATE SCHEMA ops");
		this.project.options((builder) -> builder.history(new HistoryOptions("applied", "ops", true)));
		this.project.engine().migrate();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM ops.applied")).isOne();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM public.t")).isZero();
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		this.project.engine().heartbeat();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM ops.migration_instance")).isOne();
	}

	@Test
	void historyElsewhereIsRefusedAndBothSchemasNamed() {
		this.project.engine().migrate();
		this.project.database().execute("CREATE SCHEMA other");
		refused(dataSource("currentSchema", "other"), Reason.HISTORY_ELSEWHERE, (ex) -> ex.description(),
				"The history 'migration_history' was found in schema 'public', but the current schema is 'other'.");
		refused(dataSource("currentSchema", "other,public"), Reason.HISTORY_ELSEWHERE, (ex) -> ex.description(),
				"The history 'migration_history' was found in schema 'public', but the current schema is 'other'.");
	}

	@Test
	void searchPathWithoutAnySchemaIsRefused() {
		refused(dataSource("currentSchema", "nowhere"), Reason.SCHEMA_MISSING, (ex) -> ex.description(),
				"There is no current schema: no schema of the search path (nowhere) exists in database '"
						+ this.project.database().name() + "'.");
	}

	@Test
	void roleWithoutRightsIsRefusedAndTheGrantShown() {
		this.project.database().execute("CREATE ROLE reader_first LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
		try {
			refused(dataSource("user", "reader_first"), Reason.MISSING_PRIVILEGE, (ex) -> ex.action(),
					"Migrate with the role that owns the schema (migration.datasource.username and "
							+ "migration.datasource.password), or run: GRANT CREATE ON SCHEMA \"public\" TO "
							+ "\"reader_first\";");
			this.project.engine().migrate();
			refused(dataSource("user", "reader_first"), Reason.MISSING_PRIVILEGE, (ex) -> ex.description(),
					"While migrating, the server said: ERROR: permission denied for table migration_history "
							+ "(SQLSTATE 42501)");
			this.project.database().execute("GRANT SELECT ON migration_history TO reader_first");
			assertThat(this.project.engine(dataSource("user", "reader_first")).migrate().steps()).isEmpty();
		}
		finally {
			this.project.database().execute("DROP OWNED BY reader_first; DROP ROLE reader_first");
		}
	}

	@Test
	void readOnlySessionIsRefusedOnlyWhenSomethingIsPending() {
		PGSimpleDataSource readOnly = dataSource("options", "-c default_transaction_read_only=on");
		refused(readOnly, Reason.READ_ONLY, (ex) -> ex.description(),
				"Transactions of this session are read-only, and migrations are pending.");
		this.project.engine().migrate();
		assertThat(this.project.engine(readOnly).migrate().steps()).isEmpty();
	}

	@Test
	void unreachableServerIsNamedWithoutCredentials() {
		PGSimpleDataSource nowhere = dataSource("password", "planted-secret");
		nowhere.setPortNumbers(new int[] { 1 });
		assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(this.project.engine(nowhere)::migrate)
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE);
				assertThat(ex).hasMessageNotContaining("planted-secret");
			});
	}

	@Test
	void sessionIsGivenBackAsItWas() throws SQLException {
		this.project.script("V1__t.sql",
				"SET work_mem = '1MB'; SET ROLE pg_monitor; RESET ROLE; CREATE TABLE t (id int)");
		HikariDataSource pool = this.project.database().pool(1);
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("SET search_path = public, pg_temp; SET statement_timeout = '7s'; SET work_mem = '9MB'");
		}
		this.project.engine(pool).migrate();
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			var row = statement
				.executeQuery("SELECT current_setting('search_path'), current_setting('statement_timeout'), "
						+ "current_setting('work_mem'), current_setting('lock_timeout'), "
						+ "current_setting('application_name'), current_setting('default_transaction_isolation'), "
						+ "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = "
						+ "(SELECT oid FROM pg_database WHERE datname = current_database()))");
			row.next();
			assertThat(row.getString(1)).isEqualTo("public, pg_temp");
			assertThat(row.getString(2)).isEqualTo("7s");
			assertThat(row.getString(3)).isEqualTo("9MB");
			assertThat(row.getString(4)).isEqualTo("0");
			assertThat(row.getString(5)).isEqualTo("PostgreSQL JDBC Driver");
			assertThat(row.getString(6)).isEqualTo("read committed");
			assertThat(row.getInt(7)).isZero();
		}
	}

	@Test
	void poolWithoutAutoCommitWorksAndKeepsIt() throws SQLException {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setDataSource(this.project.database().dataSource());
			pool.setAutoCommit(false);
			this.project.engine(pool).migrate();
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getAutoCommit()).isFalse();
			}
		}
		assertThat(this.project.tables()).containsExactly("t");
	}

	private PGSimpleDataSource dataSource(String property, String value) {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) this.project.database().dataSource();
		try {
			dataSource.setProperty(property, value);
			return dataSource;
		}
		catch (SQLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private void refused(Reason reason, Function<TargetUnusableException, String> text, String expected) {
		refused((PGSimpleDataSource) this.project.database().dataSource(), reason, text, expected);
	}

	private void refused(PGSimpleDataSource dataSource, Reason reason, Function<TargetUnusableException, String> text,
			String expected) {
		assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(this.project.engine(dataSource)::migrate)
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(reason);
				assertThat(text.apply(ex)).isEqualTo(expected);
			});
	}

}
