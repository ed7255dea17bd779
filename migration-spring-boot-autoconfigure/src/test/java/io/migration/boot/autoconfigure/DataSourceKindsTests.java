// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.TargetState;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for data sources that are not simply a pool.
 */
class DataSourceKindsTests {

	private final TestDatabase database = PostgresServer.newDatabase();

	private final FailureAnalyses analyses = new FailureAnalyses();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner();

	@BeforeEach
	void setUp() throws IOException {
		Files.writeString(this.folder.resolve("V1__create.sql"), """
				CREATE TABLE product (id bigint PRIMARY KEY, name text);
				INSERT INTO product SELECT i, 'tea' FROM generate_series(1, 100) i;
				CREATE INDEX CONCURRENTLY product_name ON product (name);
				""");
		this.contextRunner = this.contextRunner
			.withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class))
			.withInitializer(this.analyses)
			.withBean(V2__Add.class)
			.withPropertyValues("migration.locations=filesystem:" + this.folder);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@ParameterizedTest
	@MethodSource("wrappings")
	void wrappedDataSource(UnaryOperator<DataSource> wrapping) {
		this.contextRunner.withBean(DataSource.class, () -> wrapping.apply(this.database.pool(1))).run((context) -> {
			assertThat(context).hasNotFailed();
			MigrationEngine engine = context.getBean(MigrationEngine.class);
			assertThat(engine.status(1).state()).isEqualTo(TargetState.UP_TO_DATE);
			engine.heartbeat();
			engine.leave();
			try (Connection connection = context.getBean(DataSource.class).getConnection()) {
				assertThat(connection.getAutoCommit()).isTrue();
			}
		});
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM product").query(Long.class).single()).isEqualTo(101);
	}

	static Stream<Named<UnaryOperator<DataSource>>> wrappings() {
		return Stream.of(Named.of("delegating", DelegatingDataSource::new),
				Named.of("lazy", LazyConnectionDataSourceProxy::new),
				Named.of("transaction aware", TransactionAwareDataSourceProxy::new),
				Named.of("proxy that traces",
						(target) -> traced(DataSource.class, target, new ConcurrentLinkedQueue<>())),
				Named.of("all of them",
						(target) -> new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(
								traced(DataSource.class, target, new ConcurrentLinkedQueue<>())))));
	}

	@Test
	void proxySeesWhatIsSent() {
		Queue<String> calls = new ConcurrentLinkedQueue<>();
		this.contextRunner.withBean(DataSource.class, () -> traced(DataSource.class, this.database.pool(1), calls))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(calls).contains("getConnection", "createStatement", "prepareStatement", "close");
	}

	@Test
	void routingWithoutAKeyAtStartUpGetsAdvice() {
		FailureAnalysis analysis = fail(new Routing(this.database.pool(1), false));
		assertThat(analysis.getDescription()).isEqualTo("""
				The data source routes by a key, and did not give a connection for the one that there is now: Cannot \
				determine target DataSource for lookup key [null]

				Whether the database is up to date is not known.""");
		assertThat(analysis.getAction()).isEqualTo("""
				At start-up no request or tenant is there that could choose the target. Give the data source a default \
				target (setDefaultTargetDataSource), mark the DataSource bean that is to be migrated with \
				@MigrationDataSource, or set migration.datasource.url.""");
	}

	@Test
	void routingBehindAProxyWhoseKeyCannotBeAskedForGetsAdvice() {
		FailureAnalysis analysis = fail(new DelegatingDataSource(new Routing(this.database.pool(1), true)));
		assertThat(analysis.getDescription()).contains("No request is bound to this thread");
		assertThat(analysis.getAction()).contains("setDefaultTargetDataSource");
	}

	@Test
	void routingWithADefaultTargetIsMigratedThere() {
		Routing routing = new Routing(this.database.pool(1), false);
		routing.setDefaultTargetDataSource(this.database.pool(1));
		this.contextRunner.withBean(DataSource.class, () -> routing)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM product").query(Long.class).single()).isEqualTo(101);
	}

	@Test
	void leaseWithAPoolOfOneSaysWhatItNeeds() {
		this.contextRunner = this.contextRunner.withPropertyValues("migration.lock.type=lease");
		FailureAnalysis analysis = fail(this.database.pool(1, Duration.ofMillis(300)));
		assertThat(analysis.getDescription()).startsWith("A lease needs a second connection");
		assertThat(analysis.getAction()).contains("maximum-pool-size=2");
	}

	@Test
	void leaseWithConnectionsOfItsOwnNeedsNoPoolOfTwo() {
		this.contextRunner.withBean(DataSource.class, () -> this.database.pool(1, Duration.ofMillis(300)))
			.withPropertyValues("migration.lock.type=lease", "migration.datasource.url=" + this.database.url(),
					"migration.datasource.username=" + this.database.username(),
					"migration.datasource.password=" + this.database.password())
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private FailureAnalysis fail(DataSource dataSource) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.contextRunner.withBean(DataSource.class, () -> dataSource)
			.run((context) -> analysis[0] = this.analyses.of(context.getStartupFailure()));
		return analysis[0];
	}

	// As tools for tracing do it: only interfaces, and what comes back is wrapped too
	private static <T> T traced(Class<T> type, Object target, Queue<String> calls) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				calls.add(method.getName());
				try {
					Object result = method.invoke(target, arguments);
					boolean wrap = result != null
							&& List.of("java.sql", "javax.sql").contains(method.getReturnType().getPackageName())
							&& method.getReturnType().isInterface();
					return wrap ? traced((Class<?>) method.getReturnType(), result, calls) : result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

	private static final class Routing extends AbstractRoutingDataSource {

		private final boolean throwing;

		private Routing(DataSource tenant, boolean throwing) {
			this.throwing = throwing;
			setTargetDataSources(Map.of("tenant", tenant));
			setLenientFallback(false);
			initialize();
		}

		@Override
		protected @Nullable Object determineCurrentLookupKey() {
			if (this.throwing) {
				throw new IllegalStateException("No request is bound to this thread");
			}
			return null;
		}

	}

	static class V2__Add implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("INSERT INTO product VALUES (101, 'coffee')").update();
		}

	}

}
