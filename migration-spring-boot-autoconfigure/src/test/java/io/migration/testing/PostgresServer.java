// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real PostgreSQL server. One server is shared by all tests of a JVM and started when
 * the first of them asks for a database; a test that needs a server of its own, for
 * example with another configuration, starts one.
 * <p>
 * The server is the embedded one unless the system property {@code test.postgres} or the
 * environment variable {@code TEST_POSTGRES} names a container image such as
 * {@code postgres:17}.
 */
public final class PostgresServer implements AutoCloseable {

	private static final String EMBEDDED = "embedded";

	private static final String LOG_LINE_PREFIX = "@@%d@";

	private static final Pattern LOG_ENTRY = Pattern.compile("^@@([^@\\n]*)@(\\w+):\\s+(.*?)(?=^@@|\\z)",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern LOGGED_STATEMENT = Pattern.compile("^(?:statement|execute [^:]+): (.*)$",
			Pattern.DOTALL);

	private static final AtomicInteger databases = new AtomicInteger();

	private final String host;

	private final int port;

	private final String password;

	private final Supplier<String> log;

	private final AutoCloseable server;

	private PostgresServer(String host, int port, String password, Supplier<String> log, AutoCloseable server) {
		this.host = host;
		this.port = port;
		this.password = password;
		this.log = log;
		this.server = server;
	}

	/**
	 * Return the server that all tests of this JVM share.
	 * @return the running server
	 */
	public static PostgresServer shared() {
		return Shared.INSTANCE;
	}

	/**
	 * Create an empty database on the shared server.
	 * @return the new database
	 */
	public static TestDatabase newDatabase() {
		return shared().createDatabase();
	}

	/**
	 * Start a server of its own, to be closed by the caller.
	 * @param serverConfig settings of {@code postgresql.conf}; no value may have spaces
	 * @return the running server
	 */
	public static PostgresServer start(Map<String, String> serverConfig) {
		Map<String, String> config = new LinkedHashMap<>();
		config.put("log_line_prefix", LOG_LINE_PREFIX);
		config.putAll(serverConfig);
		String kind = kind();
		return kind.equals(EMBEDDED) ? startEmbedded(config) : startContainer(kind, config);
	}

	/**
	 * Start a server in a container, to be closed by the caller.
	 * @param image the image, such as {@code postgres:17}
	 * @return the running server
	 */
	public static PostgresServer startContainer(String image) {
		return startContainer(image, Map.of("log_line_prefix", LOG_LINE_PREFIX));
	}

	static PostgresServer embedded(int port, AutoCloseable server) {
		return new PostgresServer("localhost", port, "", () -> "", server);
	}

	private static String kind() {
		String kind = System.getProperty("test.postgres", System.getenv("TEST_POSTGRES"));
		return (kind != null && !kind.isBlank()) ? kind : EMBEDDED;
	}

	private static PostgresServer startEmbedded(Map<String, String> config) {
		try {
			Path log = Files.createTempFile("postgres", ".txt");
			log.toFile().deleteOnExit();
			EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
				.setPGStartupWait(Duration.ofSeconds(60))
				.setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
			config.forEach(builder::setServerConfig);
			EmbeddedPostgres postgres = builder.start();
			return new PostgresServer("localhost", postgres.getPort(), "", () -> read(log), postgres);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static PostgresServer startContainer(String image, Map<String, String> config) {
		List<String> command = new ArrayList<>(List.of("postgres", "-c", "fsync=off", "-c", "max_connections=300"));
		config.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
		PostgreSQLContainer container = new PostgreSQLContainer(
				DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
			.withUsername("postgres")
			.withCommand(command.toArray(String[]::new));
		container.start();
		return new PostgresServer(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
				container.getPassword(), container::getLogs, container);
	}

	private static String read(Path log) {
		try {
			return Files.readString(log, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Create an empty database on this server.
	 * @return the new database
	 */
	public TestDatabase createDatabase() {
		String name = "test_" + databases.incrementAndGet();
		execute("postgres", "CREATE DATABASE " + name);
		return new TestDatabase(this, name);
	}

	/**
	 * Return everything that the server has written to its log.
	 * @return the raw log
	 */
	public String log() {
		return this.log.get();
	}

	/**
	 * Return the statements that the server has logged, oldest first. A server logs them
	 * with {@code log_statement=all}, a database after
	 * {@link TestDatabase#logStatements()}.
	 * @return the texts of the statements
	 */
	public List<String> statements() {
		return logged(null);
	}

	String host() {
		return this.host;
	}

	int port() {
		return this.port;
	}

	String username() {
		return "postgres";
	}

	String password() {
		return this.password;
	}

	List<String> statements(String database) {
		return logged(database);
	}

	PGSimpleDataSource dataSource(String database) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setServerNames(new String[] { this.host });
		dataSource.setPortNumbers(new int[] { this.port });
		dataSource.setDatabaseName(database);
		dataSource.setUser(username());
		dataSource.setPassword(this.password);
		return dataSource;
	}

	void execute(String database, String sql) {
		try (Connection connection = dataSource(database).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Failed in database '" + database + "': " + sql, ex);
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Failed to stop the server", ex);
		}
	}

	private List<String> logged(@Nullable String database) {
		List<String> statements = new ArrayList<>();
		Matcher entries = LOG_ENTRY.matcher(log());
		while (entries.find()) {
			Matcher statement = LOGGED_STATEMENT.matcher(entries.group(3).strip());
			if ((database == null || database.equals(entries.group(1))) && statement.matches()) {
				statements.add(statement.group(1).replace("\n\t", "\n"));
			}
		}
		return statements;
	}

	private static final class Shared {

		private static final PostgresServer INSTANCE = start(Map.of());

	}

}
