// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.MigrationEngine;
import io.migration.testing.LogCapture;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for where the connections of migrations come from, in the order of precedence.
 */
class MigrationDataSourceTests {

	private final TestDatabase applicationDatabase = PostgresServer.newDatabase();

	private final TestDatabase otherDatabase = PostgresServer.newDatabase();

	private final FailureAnalyses analyses = new FailureAnalyses();

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner();

	@BeforeEach
	void setUp() {
		this.contextRunner = this.contextRunner
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationAutoConfiguration.class, MigrationAdviceAutoConfiguration.class))
			.withInitializer(this.analyses)
			.withPropertyValues("migration.locations=classpath:io/migration/boot/autoconfigure/shop",
					"migration.placeholders.price=9.99");
	}

	@AfterEach
	void close() {
		this.applicationDatabase.close();
		this.otherDatabase.close();
	}

	@Test
	void dataSourceOfTheApplicationWithoutAnythingElse() {
		application().run((context) -> {
			assertThat(migrated()).isEqualTo(this.applicationDatabase.name());
			assertThat(target(context)).isSameAs(context.getBean(DataSource.class));
		});
	}

	@Test
	void emptyPropertiesAreNotSet() {
		application()
			.withPropertyValues("migration.datasource.url=", "migration.datasource.username=",
					"migration.datasource.password=", "migration.datasource.driver-class-name=")
			.run((context) -> assertThat(target(context)).isSameAs(context.getBean(DataSource.class)));
	}

	@Test
	void urlOfItsOwnWithTheUserOfTheApplication() {
		application()
			.withPropertyValues("migration.datasource.url=" + this.otherDatabase.url(),
					"spring.datasource.password=of-application")
			.run((context) -> {
				assertThat(migrated()).isEqualTo(this.otherDatabase.name());
				assertThat(target(context)).isInstanceOfSatisfying(DirectDataSource.class, (direct) -> {
					assertThat(direct.getUsername()).isEqualTo(this.applicationDatabase.username());
					assertThat(direct.getPassword()).isEqualTo("of-application");
				});
			});
	}

	@Test
	void userOfItsOwnWithTheUrlOfTheApplicationAndWithoutItsPassword() {
		this.applicationDatabase.execute("CREATE ROLE " + role() + " LOGIN SUPERUSER");
		application()
			.withPropertyValues("migration.datasource.username=" + role(), "spring.datasource.password=of-application")
			.run((context) -> {
				assertThat(target(context)).isInstanceOfSatisfying(DirectDataSource.class, (direct) -> {
					assertThat(direct.getUrl()).isEqualTo(this.applicationDatabase.url());
					assertThat(direct.getPassword()).isNull();
				});
				assertThat(installedBy()).isEqualTo(role());
			});
	}

	@Test
	void userOfItsOwnWithTheUrlOfADataSourceThatTheApplicationDefines() {
		this.applicationDatabase.execute("CREATE ROLE " + role() + " LOGIN SUPERUSER");
		this.contextRunner
			.withBean("own", DataSource.class, () -> new DelegatingDataSource(this.applicationDatabase.pool(1)))
			.withPropertyValues("migration.datasource.username=" + role())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(installedBy()).isEqualTo(role());
			});
	}

	@Test
	void userOfItsOwnButNoUrlToFind() {
		FailureAnalysis analysis = fail(this.contextRunner.withBean(DataSource.class, SilentDataSource::new)
			.withPropertyValues("migration.datasource.username=owner"));
		assertThat(analysis.getDescription()).isEqualTo(
				"Migrations have a user name of their own, but no url, and the " + "data source of the application (a "
						+ SilentDataSource.class.getName() + ") does not tell its own. No migration has run.");
		assertThat(analysis.getAction()).isEqualTo("Set migration.datasource.url as well.");
	}

	@Test
	void passwordWithoutAUserIsRefused() {
		FailureAnalysis analysis = fail(application().withPropertyValues("migration.datasource.password=planted"));
		assertThat(analysis.getDescription()).isEqualTo(
				"The property migration.datasource.password is set, but neither migration.datasource.username nor "
						+ "migration.datasource.url is. No migration has run.");
		assertThat(analysis.getAction())
			.isEqualTo("Set migration.datasource.username to the role that the password belongs to.");
	}

	@Test
	void sameValuesAsTheApplicationShareItsPool() {
		application()
			.withPropertyValues("migration.datasource.url=${spring.datasource.url}",
					"migration.datasource.username=${spring.datasource.username}",
					"migration.datasource.password=${spring.datasource.password}")
			.run((context) -> assertThat(target(context)).isInstanceOf(HikariDataSource.class));
	}

	@Test
	void urlIsEnoughWithoutADataSourceOfTheApplication() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class))
			.withPropertyValues("migration.locations=classpath:io/migration/boot/autoconfigure/shop",
					"migration.placeholders.price=9.99", "migration.datasource.url=" + this.otherDatabase.url(),
					"migration.datasource.username=" + this.otherDatabase.username(),
					"migration.datasource.password=" + this.otherDatabase.password())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(migrated()).isEqualTo(this.otherDatabase.name());
			});
	}

	@Test
	void urlIsEnoughWhereThatOfTheApplicationIsNotSet() {
		this.contextRunner
			.withPropertyValues("migration.datasource.url=" + this.otherDatabase.url(),
					"migration.datasource.username=" + this.otherDatabase.username(),
					"spring.main.lazy-initialization=true")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(migrated()).isEqualTo(this.otherDatabase.name());
			});
	}

	@Test
	void detailsOfTheApplicationReplaceTheProperties() {
		application().withPropertyValues("migration.datasource.url=jdbc:postgresql://nowhere.invalid/shop")
			.withBean(MigrationConnectionDetails.class, () -> new Details(this.otherDatabase))
			.run((context) -> {
				assertThat(migrated()).isEqualTo(this.otherDatabase.name());
				assertThat(context).doesNotHaveBean(PropertiesMigrationConnectionDetails.class);
			});
	}

	@Test
	void markedDataSourceComesFirst() {
		application().withPropertyValues("migration.datasource.url=jdbc:postgresql://nowhere.invalid/shop")
			.withBean(TestDatabase.class, () -> this.otherDatabase)
			.withUserConfiguration(MarkedConfiguration.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(migrated()).isEqualTo(this.otherDatabase.name());
				assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
				assertThat(target(context)).isSameAs(context.getBean("marked"));
			});
	}

	@Test
	void markedOneOfTwoDataSourcesWithoutAPrimary() {
		this.contextRunner.withBean(TestDatabase.class, () -> this.otherDatabase)
			.withUserConfiguration(MarkedConfiguration.class, TwoConfiguration.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(migrated()).isEqualTo(this.otherDatabase.name());
			});
	}

	@Test
	void primaryOneOfTwoDataSources() {
		this.contextRunner.withBean(TestDatabase.class, () -> this.otherDatabase)
			.withUserConfiguration(PrimaryConfiguration.class, TwoConfiguration.class)
			.run((context) -> assertThat(migrated()).isEqualTo(this.otherDatabase.name()));
	}

	@Test
	void severalDataSourcesWithoutAPrimaryAreLeftAloneWithAdvice() {
		try (LogCapture log = LogCapture.start()) {
			this.contextRunner.withUserConfiguration(TwoConfiguration.class).run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(MigrationEngine.class);
				assertThat(log.messages()).containsExactly(
						"Nothing is migrated: there are several DataSource beans ('first', 'second'), and none of them "
								+ "is primary. Mark the one to be migrated with @Primary or @MigrationDataSource, or set "
								+ "migration.datasource.url, migration.datasource.username and "
								+ "migration.datasource.password. To say that none is to be migrated, set "
								+ "migration.enabled=false.");
			});
		}
	}

	@Test
	void noAdviceWhereItIsNotWanted() {
		try (LogCapture log = LogCapture.start()) {
			this.contextRunner.withUserConfiguration(TwoConfiguration.class)
				.withPropertyValues("migration.enabled=false")
				.run((context) -> assertThat(context).hasNotFailed());
			this.contextRunner.withUserConfiguration(TwoConfiguration.class)
				.withBean(RecordingEngine.class)
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.messages()).isEmpty();
		}
	}

	@Test
	void userOfItsOwnDoesNotTellWhichOfTwoDataSources() {
		FailureAnalysis analysis = fail(this.contextRunner.withUserConfiguration(TwoConfiguration.class)
			.withPropertyValues("migration.datasource.url=", "migration.datasource.username=owner"));
		assertThat(analysis.getDescription()).startsWith("There is no DataSource that migrations could use");
		assertThat(analysis.getAction()).contains("@Primary", "@MigrationDataSource", "migration.datasource.url");
	}

	@Test
	void urlThatNoDriverKnows() {
		FailureAnalysis analysis = fail(
				application().withPropertyValues("migration.datasource.url=postgresql://owner:planted@localhost/shop"));
		assertThat(analysis.getDescription()).startsWith("No driver is known for the url").doesNotContain("planted");
		assertThat(analysis.getAction()).contains("jdbc:postgresql://host:5432/database").doesNotContain("planted");
	}

	@Test
	void driverThatIsNotThere() {
		FailureAnalysis analysis = fail(application().withPropertyValues("migration.datasource.url=jdbc:x:shop",
				"migration.datasource.driver-class-name=com.example.Driver"));
		assertThat(analysis.getDescription())
			.isEqualTo("The driver 'com.example.Driver' for the url of migrations cannot "
					+ "be loaded as a java.sql.Driver. No migration has run.");
	}

	@Test
	void driverForOtherUrls() {
		FailureAnalysis analysis = fail(
				application().withPropertyValues("migration.datasource.url=jdbc:x://localhost/shop?password=planted",
						"migration.datasource.driver-class-name=org.postgresql.Driver"));
		assertThat(analysis.getDescription()).contains("org.postgresql.Driver is not for urls of that kind")
			.doesNotContain("planted");
	}

	// What the listener of Docker Compose does with the details of a service
	@Test
	void detailsOfAServiceAreAdapted() {
		JdbcConnectionDetails service = new ServiceDetails(this.otherDatabase);
		MigrationConnectionDetails adapted = (MigrationConnectionDetails) new ConnectionDetailsFactories(null)
			.getConnectionDetails(service, false)
			.get(MigrationConnectionDetails.class);
		assertThat(adapted).isNotNull();
		assertThat(adapted.getJdbcUrl()).isEqualTo(service.getJdbcUrl());
		assertThat(adapted.getUsername()).isEqualTo(service.getUsername());
		assertThat(adapted.getPassword()).isEqualTo(service.getPassword());
		assertThat(adapted.getDriverClassName()).isEqualTo("org.postgresql.Driver");
		this.contextRunner.withPropertyValues("migration.datasource.url=jdbc:postgresql://nowhere.invalid/shop")
			.withBean(JdbcConnectionDetails.class, () -> service)
			.withBean(MigrationConnectionDetails.class, () -> adapted)
			.run((context) -> {
				assertThat(migrated()).isEqualTo(this.otherDatabase.name());
				assertThat(target(context)).isSameAs(context.getBean(DataSource.class));
			});
	}

	private ApplicationContextRunner application() {
		return this.contextRunner.withPropertyValues("spring.datasource.url=" + this.applicationDatabase.url(),
				"spring.datasource.username=" + this.applicationDatabase.username(),
				"spring.datasource.password=" + this.applicationDatabase.password());
	}

	private FailureAnalysis fail(ApplicationContextRunner runner) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		runner.run((context) -> analysis[0] = this.analyses.of(context.getStartupFailure()));
		return analysis[0];
	}

	private static DataSource target(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return context.getBean(TargetDataSource.class).get();
	}

	private String role() {
		return "owner_of_" + this.applicationDatabase.name();
	}

	private String installedBy() {
		return this.applicationDatabase.jdbc()
			.sql("SELECT DISTINCT installed_by FROM migration_history")
			.query(String.class)
			.single();
	}

	private @Nullable String migrated() {
		return Arrays.asList(this.applicationDatabase, this.otherDatabase)
			.stream()
			.filter((database) -> database.jdbc()
				.sql("SELECT to_regclass('migration_history') IS NOT NULL")
				.query(Boolean.class)
				.single())
			.map(TestDatabase::name)
			.reduce((left, right) -> left + " and " + right)
			.orElse(null);
	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedConfiguration {

		@Bean(defaultCandidate = false)
		@MigrationDataSource
		DataSource marked(TestDatabase database) {
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setUrl(database.url());
			dataSource.setUser(database.username());
			dataSource.setPassword(database.password());
			return dataSource;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryConfiguration {

		@Bean
		@Primary
		DataSource main(TestDatabase database) {
			return database.dataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoConfiguration {

		@Bean
		DataSource first() {
			return new UnusedDataSource();
		}

		@Bean
		DataSource second() {
			return new UnusedDataSource();
		}

	}

	/**
	 * Connection details that an application supplies itself.
	 *
	 * @param database the database to migrate
	 */
	record Details(TestDatabase database) implements MigrationConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.database.url();
		}

		@Override
		public String getUsername() {
			return this.database.username();
		}

		@Override
		public String getPassword() {
			return this.database.password();
		}

	}

	/**
	 * Connection details of a service.
	 *
	 * @param database its database
	 */
	record ServiceDetails(TestDatabase database) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.database.url();
		}

		@Override
		public String getUsername() {
			return this.database.username();
		}

		@Override
		public String getPassword() {
			return this.database.password();
		}

	}

	private static final class SilentDataSource extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("Nobody is to ask for a connection");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
