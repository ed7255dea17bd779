// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An embedded server that asks all roles but its administrator for their passwords, and
 * that may encrypt its connections.
 */
public final class SecuredServer implements AutoCloseable {

	private static final String RULES = """
			local all postgres trust
			host all postgres all trust
			host all all all scram-sha-256
			""";

	private static final String ENCRYPTED_RULES = """
			local all postgres trust
			host all postgres all trust
			hostssl all all all scram-sha-256
			""";

	private final EmbeddedPostgres postgres;

	private SecuredServer(EmbeddedPostgres postgres) {
		this.postgres = postgres;
	}

	/**
	 * Start a server.
	 * @param folder where its rules can be written, empty
	 * @return the running server
	 */
	public static SecuredServer start(Path folder) {
		return start(folder, RULES, builder());
	}

	/**
	 * Start a server that lets nobody in without encryption.
	 * @param folder where its rules can be written, empty
	 * @param certificate its certificate
	 * @return the running server
	 */
	public static SecuredServer startEncrypted(Path folder, Certificate certificate) {
		return start(folder, ENCRYPTED_RULES,
				builder().setServerConfig("ssl", "on")
					.setServerConfig("ssl_cert_file", certificate.certificate().toString())
					.setServerConfig("ssl_key_file", certificate.key().toString()));
	}

	private static EmbeddedPostgres.Builder builder() {
		return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60));
	}

	private static SecuredServer start(Path folder, String rules, EmbeddedPostgres.Builder builder) {
		try {
			Path file = Files.writeString(folder.resolve("pg_hba.conf"), rules);
			return new SecuredServer(builder.setServerConfig("hba_file", file.toString()).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String url(String database) {
		return "jdbc:postgresql://localhost:" + this.postgres.getPort() + "/" + database;
	}

	/**
	 * Run statements as the administrator, one by one.
	 * @param database the database
	 * @param sql the statements
	 */
	public void execute(String database, String sql) {
		JdbcClient jdbc = jdbc(database);
		Stream.of(sql.split(";\\s*(\n|$)"))
			.filter((statement) -> !statement.isBlank())
			.forEach((statement) -> jdbc.sql(statement).update());
	}

	/**
	 * Return a client of the administrator.
	 * @param database the database
	 * @return the client
	 */
	public JdbcClient jdbc(String database) {
		return JdbcClient.create(this.postgres.getDatabase("postgres", database));
	}

	@Override
	public void close() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A certificate that signs itself, for {@code localhost}.
	 *
	 * @param certificate the file with the certificate
	 * @param key the file with its key
	 */
	public record Certificate(Path certificate, Path key) {

		/**
		 * Make a certificate.
		 * @param folder where to
		 * @param name the name of the files
		 * @return the certificate, or {@code null} where there is no OpenSSL
		 */
		public static Certificate create(Path folder, String name) throws IOException, InterruptedException {
			Certificate created = new Certificate(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
			Process process = new ProcessBuilder("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
					"2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
					created.key().toString(), "-out", created.certificate().toString())
				.redirectErrorStream(true)
				.redirectOutput(folder.resolve(name + ".log").toFile())
				.start();
			if (process.waitFor() != 0) {
				throw new IOException(Files.readString(folder.resolve(name + ".log")));
			}
			return created;
		}

	}

}
