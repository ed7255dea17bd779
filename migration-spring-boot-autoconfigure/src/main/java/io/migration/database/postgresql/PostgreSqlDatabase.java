// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

import io.migration.database.BackfillCursors;
import io.migration.database.BackfillRanges;
import io.migration.database.BackfillSql;
import io.migration.database.BulkLoader;
import io.migration.database.CatalogReader;
import io.migration.database.DataLossProbe;
import io.migration.database.Database;
import io.migration.database.Failures;
import io.migration.database.HistorySql;
import io.migration.database.KeyWalk;
import io.migration.database.LeaseLocks;
import io.migration.database.LoadObserver;
import io.migration.database.LockObserver;
import io.migration.database.RolloutSql;
import io.migration.database.SecretMask;
import io.migration.database.SessionLocks;
import io.migration.database.Sessions;
import io.migration.database.StatementProbe;
import io.migration.database.TargetInspector;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import org.springframework.util.Assert;

/**
 * PostgreSQL. Its parts keep nothing, but for the sessions behind a pooler, and are made
 * when they are asked for: a start with nothing to do needs two of them, and loading the
 * classes of all would be felt.
 *
 * @since 1.0.0
 */
public final class PostgreSqlDatabase implements Database {

	private static final int LONGEST_IDENTIFIER = 63;

	private final String version;

	private final SecretMask mask;

	/**
	 * Remembers how a transaction found its session; {@code null} without a pooler.
	 */
	private final @Nullable Sessions pooledSessions;

	/**
	 * Create the database.
	 * @param version what the server calls its version
	 */
	public PostgreSqlDatabase(String version) {
		this(version, SecretMask.NONE);
	}

	/**
	 * Create the database.
	 * @param version what the server calls its version
	 * @param mask hides the secrets of scripts
	 */
	public PostgreSqlDatabase(String version, SecretMask mask) {
		int blank = version.indexOf(' ');
		this.version = (blank > 0) ? version.substring(0, blank) : version;
		this.mask = mask;
		this.pooledSessions = null;
	}

	private PostgreSqlDatabase(PostgreSqlDatabase direct, @Nullable String schema) {
		this.version = direct.version;
		this.mask = direct.mask;
		this.pooledSessions = new PostgreSqlPooledSessions(this, schema);
	}

	/**
	 * Return the database behind a connection. Sends nothing: the driver knows the
	 * version since it connected.
	 * @param connection the connection
	 * @param mask what must not be shown
	 * @return the database, {@code null} if this is no connection of PostgreSQL's driver
	 * @throws SQLException if the connection is closed
	 */
	public static @Nullable PostgreSqlDatabase of(Connection connection, SecretMask mask) throws SQLException {
		try {
			return connection.isWrapperFor(PGConnection.class) ? new PostgreSqlDatabase(version(connection), mask)
					: null;
		}
		catch (NoClassDefFoundError ex) {
			// Its driver is not on the class path
			return null;
		}
	}

	private static String version(Connection connection) throws SQLException {
		String version = connection.unwrap(PGConnection.class).getParameterStatus("server_version");
		return (version != null) ? version : connection.getMetaData().getDatabaseProductVersion();
	}

	@Override
	public String name() {
		return "PostgreSQL " + this.version;
	}

	@Override
	public SqlDialect dialect() {
		return SqlDialect.postgresql();
	}

	@Override
	public String quote(String identifier) {
		Assert.hasLength(identifier, "An identifier must not be empty");
		Assert.isTrue(identifier.indexOf('\0') < 0, "An identifier must not contain a null character");
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

	// As to_regclass and statements take it
	String quote(QualifiedName name) {
		String schema = name.schema();
		return (schema != null) ? quote(schema, name.name()) : quote(name.name());
	}

	/**
	 * Quote a text as a literal, for the few places where the server takes no parameter.
	 * @param text the text
	 * @return the literal
	 */
	String literal(String text) {
		Assert.isTrue(text.indexOf('\0') < 0, "A text must not contain a null character");
		String quoted = "'" + text.replace("'", "''") + "'";
		return (text.indexOf('\\') < 0) ? quoted : " E" + quoted.replace("\\", "\\\\");
	}

	/**
	 * Cut a text to the length of an identifier, which is what the server shows of an
	 * activity.
	 * @param text the text
	 * @return at most 63 characters
	 */
	static String cut(String text) {
		return (text.length() <= LONGEST_IDENTIFIER) ? text : text.substring(0, LONGEST_IDENTIFIER);
	}

	static boolean isLongest(String identifier) {
		// Bytes count, and a character of several is not cut in two
		return identifier.getBytes(StandardCharsets.UTF_8).length >= LONGEST_IDENTIFIER - 3;
	}

	@Override
	public TargetInspector inspector() {
		return new PostgreSqlInspector();
	}

	@Override
	public HistorySql historySql() {
		return new PostgreSqlHistorySql(this);
	}

	@Override
	public BackfillSql backfillSql() {
		return new PostgreSqlBackfillSql(this);
	}

	@Override
	public BackfillCursors backfillCursors(String schema, String table, String ranges) {
		return new PostgreSqlBackfillCursors(this, quote(schema, table), quote(schema, ranges));
	}

	@Override
	public BackfillRanges backfillRanges(String schema, String table, String cursors) {
		return new PostgreSqlBackfillRanges(quote(schema, table), quote(schema, cursors));
	}

	@Override
	public KeyWalk keyWalk() {
		return new PostgreSqlKeyWalk(this);
	}

	@Override
	public RolloutSql rolloutSql() {
		return new PostgreSqlRolloutSql(this);
	}

	@Override
	public Sessions sessions() {
		Sessions pooled = this.pooledSessions;
		return (pooled != null) ? pooled : new PostgreSqlSessions(this);
	}

	@Override
	public SessionLocks sessionLocks() {
		return new PostgreSqlSessionLocks();
	}

	@Override
	public LeaseLocks leaseLocks() {
		return new PostgreSqlLeaseLocks(this);
	}

	@Override
	public Database pooled(@Nullable String schema) {
		return new PostgreSqlDatabase(this, schema);
	}

	@Override
	public Failures failures() {
		return new PostgreSqlFailures(this.mask);
	}

	@Override
	public LockObserver lockObserver() {
		return new PostgreSqlLockObserver(this);
	}

	@Override
	public LoadObserver loadObserver() {
		return new PostgreSqlLoadObserver();
	}

	@Override
	public StatementProbe statementProbe() {
		return new PostgreSqlStatementProbe(this);
	}

	@Override
	public DataLossProbe dataLossProbe() {
		return new PostgreSqlDataLossProbe(this);
	}

	@Override
	public CatalogReader catalogReader() {
		return new PostgreSqlCatalogReader();
	}

	@Override
	public BulkLoader bulkLoader() {
		return new PostgreSqlBulkLoader();
	}

}
