// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An empty database for one test. Closing it closes its pools and drops it; a database
 * that is left open goes with its server.
 */
public final class TestDatabase implements AutoCloseable {

	private final Queue<HikariDataSource> pools = new ConcurrentLinkedQueue<>();

	private final PostgresServer server;

	private final String name;

	TestDatabase(PostgresServer server, String name) {
		this.server = server;
		this.name = name;
	}

	public PostgresServer server() {
		return this.server;
	}

	public String name() {
		return this.name;
	}

	public String url() {
		return "jdbc:postgresql://" + this.server.host() + ":" + this.server.port() + "/" + this.name;
	}

	public String username() {
		return this.server.username();
	}

	public String password() {
		return this.server.password();
	}

	/**
	 * Return what an application is given to find the database.
	 * @return the properties, as pairs with an equals sign
	 */
	public String[] properties() {
		return new String[] { "spring.datasource.url=" + url(), "spring.datasource.username=" + username(),
				"spring.datasource.password=" + password() };
	}

	/**
	 * Return a data source without a pool: each connection is a new session.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return this.server.dataSource(this.name);
	}

	/**
	 * Open a pool.
	 * @param size the greatest number of connections
	 * @return the pool
	 */
	public HikariDataSource pool(int size) {
		return pool(size, Duration.ofSeconds(30));
	}

	/**
	 * Open a pool.
	 * @param size the greatest number of connections
	 * @param timeout how long to wait for a connection, at least 250 ms
	 * @return the pool
	 */
	public HikariDataSource pool(int size, Duration timeout) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url());
		config.setUsername(username());
		config.setPassword(password());
		config.setMaximumPoolSize(size);
		config.setConnectionTimeout(timeout.toMillis());
		config.setMinimumIdle(0);
		config.setPoolName(this.name + "-" + (this.pools.size() + 1));
		HikariDataSource pool = new HikariDataSource(config);
		this.pools.add(pool);
		return pool;
	}

	/**
	 * Run SQL in a session of its own, many statements at once where there are many.
	 * @param sql the SQL text
	 */
	public void execute(String sql) {
		this.server.execute(this.name, sql);
	}

	/**
	 * Open a session of its own, to be closed by the caller.
	 * @return the session
	 */
	public TestSession session() {
		return TestSession.open(dataSource());
	}

	/**
	 * Return a client on a data source without a pool.
	 * @return the client
	 */
	public JdbcClient jdbc() {
		return JdbcClient.create(dataSource());
	}

	/**
	 * Log every statement of the sessions that are opened from now on.
	 * @return this database
	 */
	public TestDatabase logStatements() {
		this.server.execute("postgres", "ALTER DATABASE " + this.name + " SET log_statement = 'all'");
		return this;
	}

	/**
	 * Return the statements that were logged for this database, oldest first.
	 * @return the texts of the statements
	 * @see #logStatements()
	 */
	public List<String> statements() {
		return this.server.statements(this.name);
	}

	@Override
	public void close() {
		this.pools.forEach(HikariDataSource::close);
		this.server.execute("postgres", "DROP DATABASE IF EXISTS " + this.name + " WITH (FORCE)");
	}

}
