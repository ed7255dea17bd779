// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.util.FileSystemUtils;

/**
 * A real PgBouncer in transaction mode in front of a database: each transaction gets the
 * server session that was idle for longest. Tests that need it are skipped, saying so,
 * where it is not installed.
 */
public final class PgBouncer implements AutoCloseable {

	private final Queue<HikariDataSource> pools = new ConcurrentLinkedQueue<>();

	private final TestDatabase database;

	private final Path folder;

	private final int port;

	private final Process process;

	private PgBouncer(TestDatabase database, Path folder, int port, Process process) {
		this.database = database;
		this.folder = folder;
		this.port = port;
		this.process = process;
	}

	/**
	 * Start a pooler.
	 * @param database the database behind it
	 * @param sessions the greatest number of server sessions
	 * @return the pooler, to be closed before the database
	 */
	public static PgBouncer inFrontOf(TestDatabase database, int sessions) {
		Path command = command();
		try {
			int port = freePort();
			Path folder = Files.createTempDirectory("pgbouncer");
			Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"),
					configuration(database, sessions, port));
			// As root it runs as another user, who has to read it
			Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
			Process process = new ProcessBuilder(command.toString(), configuration.toString()).redirectErrorStream(true)
				.redirectOutput(folder.resolve("log.txt").toFile())
				.start();
			PgBouncer bouncer = new PgBouncer(database, folder, port, process);
			bouncer.awaitStart();
			return bouncer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path command() {
		List<Path> found = Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
			.map(Path::of)
			.filter(Files::isExecutable)
			.toList();
		if (found.isEmpty()) {
			System.out.println("PgBouncer is not installed (Debian package 'pgbouncer'), so its tests are skipped");
		}
		Assumptions.assumeFalse(found.isEmpty(), "PgBouncer is not installed");
		return found.get(0);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static String configuration(TestDatabase database, int sessions, int port) {
		String password = database.password().isEmpty() ? "" : " password=" + database.password();
		String user = "root".equals(System.getProperty("user.name")) ? "user = nobody" : "";
		return """
				[databases]
				* = host=%s port=%d user=%s%s
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = any
				pool_mode = transaction
				default_pool_size = %d
				max_client_conn = 500
				server_round_robin = 1
				ignore_startup_parameters = extra_float_digits
				%s
				""".formatted(database.server().host(), database.server().port(), database.username(), password, port,
				sessions, user);
	}

	private void awaitStart() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("PgBouncer ended: " + Files.readString(this.folder.resolve("log.txt")));
			}
			try {
				dataSource().getConnection().close();
				return true;
			}
			catch (SQLException ex) {
				return false;
			}
		});
	}

	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + this.database.name();
	}

	/**
	 * Return a data source without a pool.
	 * @return the data source
	 */
	public PGSimpleDataSource dataSource() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url());
		dataSource.setUser(this.database.username());
		return dataSource;
	}

	/**
	 * Open a pool of connections to the pooler.
	 * @param size the greatest number of connections
	 * @return the pool
	 */
	public HikariDataSource pool(int size) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url());
		config.setUsername(this.database.username());
		config.setMaximumPoolSize(size);
		config.setMinimumIdle(0);
		config.setPoolName(this.database.name() + "-pgbouncer-" + (this.pools.size() + 1));
		HikariDataSource pool = new HikariDataSource(config);
		this.pools.add(pool);
		return pool;
	}

	@Override
	public void close() {
		this.pools.forEach(HikariDataSource::close);
		this.process.destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
