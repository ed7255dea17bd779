// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.database;

import java.io.File;
import java.io.IOException;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a real PostgreSQL when no other database is configured. Its binaries are not
 * part of the packaged application.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedPostgresConfiguration.NoOtherDatabase.class)
public class EmbeddedPostgresConfiguration {

	// The nested classes are no @Configuration: scanning would find them past the
	// condition

	/**
	 * Runs the server as long as the application.
	 */
	@ConditionalOnClass(EmbeddedPostgres.class)
	@EnableConfigurationProperties(EmbeddedProperties.class)
	static class Server {

		@Bean(destroyMethod = "close")
		EmbeddedPostgres embeddedPostgres(EmbeddedProperties properties) throws IOException {
			File directory = properties.dataDirectory();
			return EmbeddedPostgres.builder()
				.setDataDirectory(directory)
				.setCleanDataDirectory(directory == null)
				.setPGStartupWait(Duration.ofMinutes(1))
				// The context stops it, after everything that uses it
				.setRegisterShutdownHook(false)
				.start();
		}

		@Bean
		JdbcConnectionDetails embeddedConnectionDetails(EmbeddedPostgres postgres) {
			return new EmbeddedConnectionDetails(postgres.getPort());
		}

	}

	/**
	 * Tells what to do where the server is not on the class path.
	 */
	@ConditionalOnMissingClass("io.zonky.test.db.postgres.embedded.EmbeddedPostgres")
	static class NoServer {

		@Bean
		JdbcConnectionDetails noConnectionDetails() {
			throw new FailureAnalyzedException(
					"No database is configured, and the embedded PostgreSQL is not part of the packaged application.",
					"Start with --spring.profiles.active=postgres and set SHOP_DB_URL, SHOP_DB_USER and SHOP_DB_PASSWORD,"
							+ " or run the sample from its sources with: mvn -pl sample-app -am spring-boot:run");
		}

	}

	/**
	 * Settings of the embedded server.
	 *
	 * @param dataDirectory where it keeps its data; without one they are gone when the
	 * application stops
	 */
	@ConfigurationProperties("shop.embedded")
	record EmbeddedProperties(@Nullable File dataDirectory) {

	}

	private record EmbeddedConnectionDetails(int port) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return "jdbc:postgresql://localhost:" + this.port + "/postgres";
		}

		@Override
		public String getUsername() {
			return "postgres";
		}

		@Override
		public @Nullable String getPassword() {
			return null;
		}

	}

	static class NoOtherDatabase extends NoneNestedConditions {

		NoOtherDatabase() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnProperty("spring.datasource.url")
		static class Url {

		}

		@ConditionalOnBooleanProperty(name = "shop.embedded.enabled", havingValue = false)
		static class Disabled {

		}

	}

}
