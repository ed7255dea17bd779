// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.migration.MigrationEngine;
import io.migration.TargetState;
import io.migration.testing.LogCapture;
import io.migration.testing.PgBouncer;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that are started as {@code SpringApplication} starts them, with
 * settings that change how beans come to life.
 */
class SurroundingsTests {

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void schemaScriptsOfTheApplicationRunOnTheMigratedSchema() throws IOException {
		Path data = Files.writeString(this.folder.resolve("data.sql"), "INSERT INTO product VALUES (1, 'Teapot')");
		try (ConfigurableApplicationContext context = start("spring.sql.init.mode=always",
				"spring.sql.init.data-locations=" + data.toUri())) {
			assertUpToDate(context);
		}
		assertThat(names()).containsExactly("Teapot");
	}

	@Test
	void directUrlBesideAPooler() throws IOException {
		Files.writeString(this.folder.resolve("V1__create.sql"),
				"CREATE TABLE product (id bigint, name text); CREATE INDEX CONCURRENTLY ON product (name);");
		try (PgBouncer bouncer = PgBouncer.inFrontOf(this.database, 5);
				LogCapture log = LogCapture.start();
				ConfigurableApplicationContext context = start("spring.datasource.url=" + bouncer.url(),
						"migration.datasource.url=" + this.database.url(),
						"migration.locations=filesystem:" + this.folder)) {
			assertUpToDate(context);
			assertThat(context.getBean(JdbcTemplate.class).queryForList("SELECT name FROM product")).isEmpty();
			assertThat(log.messages()).noneMatch((message) -> message.contains("pooler"));
		}
		assertThat(
				this.database.jdbc().sql("SELECT to_regclass('migration_lock') IS NULL").query(Boolean.class).single())
			.as("no lease was needed")
			.isTrue();
	}

	@Test
	void lazyInitialization() {
		try (ConfigurableApplicationContext context = start("spring.main.lazy-initialization=true")) {
			assertUpToDate(context);
			assertThat(context.getBean(MigrationInstanceRegistration.class).isRunning()).isTrue();
		}
	}

	@Test
	void withoutCircularReferences() {
		try (ConfigurableApplicationContext context = start("spring.main.allow-circular-references=false",
				"spring.jpa.hibernate.ddl-auto=validate")) {
			assertUpToDate(context);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreads() throws Exception {
		try (ConfigurableApplicationContext context = start("spring.threads.virtual.enabled=true",
				"spring.datasource.hikari.maximum-pool-size=2", "spring.main.keep-alive=false")) {
			assertUpToDate(context);
			AsyncTaskExecutor executor = context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
			MigrationEngine engine = context.getBean(MigrationEngine.class);
			List<Future<TargetState>> states = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				states.add(executor.submit(() -> {
					assertThat(Thread.currentThread().toString()).contains("Virtual");
					engine.heartbeat();
					return engine.status(1).state();
				}));
			}
			for (Future<TargetState> state : states) {
				assertThat(state.get(30, TimeUnit.SECONDS)).isEqualTo(TargetState.UP_TO_DATE);
			}
		}
	}

	@Test
	void severalContextsOnTheSameDatabase() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(3);
		CountDownLatch ready = new CountDownLatch(3);
		List<Future<Integer>> steps = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			steps.add(threads.submit(() -> {
				ready.countDown();
				ready.await();
				try (ConfigurableApplicationContext context = start()) {
					assertUpToDate(context);
					return context.getBean(MigrationInitializer.class).migrationRun().steps().size();
				}
			}));
		}
		int sum = 0;
		for (Future<Integer> each : steps) {
			sum += each.get(60, TimeUnit.SECONDS);
		}
		threads.shutdown();
		assertThat(sum).isEqualTo(2);
	}

	@Test
	void severalContextsOnDatabasesOfTheirOwn() {
		try (TestDatabase other = PostgresServer.newDatabase();
				ConfigurableApplicationContext first = start();
				ConfigurableApplicationContext second = start("spring.datasource.url=" + other.url())) {
			assertUpToDate(first);
			assertUpToDate(second);
			first.getBean(JdbcTemplate.class).update("INSERT INTO product VALUES (1, 'Teapot')");
			assertThat(second.getBean(JdbcTemplate.class).queryForList("SELECT name FROM product")).isEmpty();
		}
	}

	/**
	 * As devtools do it: the classes and resources of the application are loaded anew by
	 * another class loader in the same JVM.
	 */
	@Test
	void restartWithChangedScriptsAndClasses() throws Exception {
		Set<Thread> others = Thread.getAllStackTraces().keySet();
		Path scripts = Files.createDirectories(this.folder.resolve("db/migration"));
		Files.writeString(scripts.resolve("V1__create.sql"), "CREATE TABLE product (id bigint, name text)");
		assertThat(restart()).containsExactly("1 UP", "2 UP");
		assertThat(restart()).isEmpty();
		Files.writeString(scripts.resolve("V3__more.sql"), "INSERT INTO product VALUES (3, 'Cup')");
		assertThat(restart()).containsExactly("3 UP");
		assertThat(names()).containsExactlyInAnyOrder("Reloaded", "Cup");
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> !others.contains(thread))
				.noneMatch((thread) -> thread.getName().startsWith("migration-")));
	}

	private List<String> restart() throws Exception {
		ClassLoader parent = getClass().getClassLoader();
		URL[] urls = { this.folder.toUri().toURL(), getClass().getProtectionDomain().getCodeSource().getLocation() };
		try (ReloadingClassLoader loader = new ReloadingClassLoader(urls, parent)) {
			Class<?> application = loader.loadClass(RestartedApplication.class.getName());
			assertThat(application).isNotSameAs(RestartedApplication.class);
			SpringApplication restarted = application(application);
			restarted.setResourceLoader(new DefaultResourceLoader(loader));
			Thread thread = Thread.currentThread();
			thread.setContextClassLoader(loader);
			try (ConfigurableApplicationContext context = restarted
				.run(arguments("migration.locations=classpath:db/migration"))) {
				return context.getBean(MigrationInitializer.class)
					.migrationRun()
					.steps()
					.stream()
					.map((step) -> step.id().toString())
					.toList();
			}
			finally {
				thread.setContextClassLoader(parent);
			}
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		return application(Application.class).run(arguments(properties));
	}

	private static SpringApplication application(Class<?> source) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		application.setLogStartupInfo(false);
		return application;
	}

	private String[] arguments(String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--spring.main.banner-mode=off",
				"--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=" + this.database.username(),
				"--spring.datasource.password=" + this.database.password(), "--migration.placeholders.price=9.99",
				"--migration.locations=classpath:io/migration/boot/autoconfigure/shop"));
		for (String property : properties) {
			String name = property.substring(0, property.indexOf('='));
			arguments.removeIf((argument) -> argument.startsWith("--" + name + "="));
			arguments.add("--" + property);
		}
		return arguments.toArray(String[]::new);
	}

	private List<String> names() {
		return this.database.jdbc().sql("SELECT name FROM product").query(String.class).list();
	}

	private static void assertUpToDate(ConfigurableApplicationContext context) {
		assertThat(context.getBean(MigrationEngine.class).status(1).state()).isEqualTo(TargetState.UP_TO_DATE);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class,
			DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			DataJpaRepositoriesAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
			TaskSchedulingAutoConfiguration.class, MigrationAutoConfiguration.class })
	@EntityScan(basePackageClasses = DataJpaSliceTests.Product.class)
	static class Application {

	}

	/**
	 * Takes the classes of the application from its own places first.
	 */
	private static final class ReloadingClassLoader extends URLClassLoader {

		private ReloadingClassLoader(URL[] urls, ClassLoader parent) {
			super(urls, parent);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith(RestartedApplication.class.getName())) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
			return super.loadClass(name, resolve);
		}

	}

}
