// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.migration.JavaMigration;
import io.migration.testing.SecuredServer;
import io.migration.testing.SecuredServer.Certificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connections to a server that lets nobody in without encryption. Parameters of
 * the url reach the driver.
 */
class EncryptedConnectionTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path folder;

	@SuppressWarnings("NullAway.Init")
	private static SecuredServer server;

	@SuppressWarnings("NullAway.Init")
	private static Certificate certificate;

	@SuppressWarnings("NullAway.Init")
	private static Certificate another;

	private final FailureAnalyses analyses = new FailureAnalyses();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class))
		.withInitializer(this.analyses)
		.withBean(V1__Look.class)
		.withPropertyValues("migration.locations=filesystem:" + folder.resolve("none"),
				"migration.datasource.username=shop_owner", "migration.datasource.password=owner-password");

	@BeforeAll
	static void start() throws Exception {
		boolean openssl = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((path) -> new File(path, "openssl").canExecute());
		Assumptions.assumeTrue(openssl, "There is no openssl here to make certificates with");
		certificate = Certificate.create(folder, "server");
		another = Certificate.create(folder, "another");
		server = SecuredServer.startEncrypted(folder, certificate);
		server.execute("postgres", """
				CREATE ROLE shop_owner LOGIN PASSWORD 'owner-password';
				CREATE DATABASE shop OWNER shop_owner;
				""");
	}

	@AfterAll
	@SuppressWarnings("ConstantValue")
	static void stop() {
		if (server != null) {
			server.close();
		}
	}

	@Test
	void certificateIsVerified() {
		with("sslmode=verify-full&sslrootcert=" + certificate.certificate())
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(server.jdbc("shop").sql("SELECT version FROM encryption").query(String.class).single())
			.startsWith("TLS");
	}

	@Test
	void anotherCertificateIsRefused() {
		FailureAnalysis analysis = fail("sslmode=verify-full&sslrootcert=" + another.certificate());
		assertThat(analysis.getDescription()).startsWith("No connection to the database could be obtained")
			.containsIgnoringCase("path");
	}

	@Test
	void missingCertificateIsNamed() {
		FailureAnalysis analysis = fail("sslmode=verify-full&sslrootcert=/nowhere/root.crt");
		assertThat(analysis.getDescription()).contains("/nowhere/root.crt");
	}

	@Test
	void connectionWithoutEncryptionIsRefused() {
		FailureAnalysis analysis = fail("sslmode=disable");
		assertThat(analysis.getDescription()).contains("no pg_hba.conf entry", "shop_owner");
	}

	private ApplicationContextRunner with(String parameters) {
		return this.contextRunner
			.withPropertyValues("migration.datasource.url=" + server.url("shop") + "?" + parameters);
	}

	private FailureAnalysis fail(String parameters) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		with(parameters).run((context) -> analysis[0] = this.analyses.of(context.getStartupFailure()));
		return analysis[0];
	}

	static class V1__Look implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("CREATE TABLE encryption AS SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
				.update();
		}

	}

}
