// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.migration.BackfillSettings;
import io.migration.ContractMode;
import io.migration.HazardMode;
import io.migration.LockType;
import io.migration.OnAhead;
import io.migration.OutOfOrder;
import io.migration.Severity;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be said about migrations in the configuration of an application. The
 * descriptions below become those of the properties; a name that another one starts with
 * has to come first, or it gets the other one's description.
 *
 * @param enabled Whether to migrate the database when the application starts.
 * @param mode What to do with the database when the application starts.
 * @param schema Schema to migrate. Defaults to the current schema of the connection.
 * @param createSchemas Whether to create the schema if it does not exist.
 * @param locations Comma-separated list of locations of migration scripts, which are
 * searched recursively. Use the prefix "classpath:" or "filesystem:".
 * @param placeholders Values for placeholders in scripts, by name.
 * @param placeholdersStrict Whether a placeholder without a value is an error.
 * @param outOfOrder What to do with a pending migration that is older than the newest
 * applied one.
 * @param onAhead What to do when the database knows migrations that this application does
 * not.
 * @param baselineOnMigrate Whether to take over a schema that has objects but no history,
 * at the baseline version.
 * @param baselineVersion Version that a schema without a history already has. Migrations
 * up to this version are not run. Quote it in YAML, where 1.10 is the number 1.1.
 * @param baselineDescription Description of the baseline in the history.
 * @param datasource how to connect
 * @param naming naming of files
 * @param history the history
 * @param lock the lock between instances
 * @param lockTimeout Longest time that a statement waits for a lock that blocks readers
 * or writers, before it gives way and is tried again. Zero for no bound.
 * @param lockRetry retries
 * @param statementTimeout Longest time that any statement may run. Zero for no bound.
 * @param onlineTimeout Longest time for statements that only wait for old transactions,
 * such as CREATE INDEX CONCURRENTLY. Zero for no bound.
 * @param progressInterval How often to log the progress of a long statement.
 * @param waitTimeout Longest time to wait in mode "wait" for another process that
 * migrates, counted from its last progress.
 * @param shutdown the end of the process
 * @param backfill backfills
 * @param startupProbe answers to probes
 * @param contract when contracts run
 * @param hazard hazards
 * @param application Name of the application in the register of instances. Defaults to
 * "spring.application.name".
 * @param applicationVersion Version of the application in the history and in the register
 * of instances. Defaults to the version in the build information, then to the
 * implementation version of the main class.
 */
@ConfigurationProperties("migration")
record MigrationProperties(@DefaultValue("true") boolean enabled, @DefaultValue("migrate") MigrationMode mode,
		@Nullable String schema, @DefaultValue("false") boolean createSchemas,
		@DefaultValue("classpath:db/migration") List<String> locations, @DefaultValue Map<String, String> placeholders,
		@DefaultValue("false") boolean placeholdersStrict, @DefaultValue("fail") OutOfOrder outOfOrder,
		@DefaultValue("warn") OnAhead onAhead, @DefaultValue("false") boolean baselineOnMigrate,
		@DefaultValue("1") String baselineVersion, @DefaultValue("baseline") String baselineDescription,
		@DefaultValue Datasource datasource, @DefaultValue Naming naming, @DefaultValue History history,
		@DefaultValue Lock lock, @DefaultValue("3s") Duration lockTimeout, @DefaultValue LockRetry lockRetry,
		@DefaultValue("0s") Duration statementTimeout, @DefaultValue("0s") Duration onlineTimeout,
		@DefaultValue("10s") Duration progressInterval, @DefaultValue("15m") Duration waitTimeout,
		@DefaultValue Shutdown shutdown, @DefaultValue Backfill backfill, @DefaultValue StartupProbe startupProbe,
		@DefaultValue Contract contract, @DefaultValue Hazard hazard, @Nullable String application,
		@Nullable String applicationVersion) {

	/**
	 * Tells no values, as placeholders and passwords are among them.
	 */
	@Override
	public String toString() {
		return "MigrationProperties[...]";
	}

	/**
	 * How migrations connect, where that differs from the application.
	 *
	 * @param url JDBC URL of the database to migrate. Defaults to the one of the
	 * application's data source.
	 * @param username Login user name for migrations. Defaults to user name and password
	 * of the application's data source.
	 * @param password Login password for migrations.
	 * @param driverClassName Fully qualified name of the JDBC driver for migrations.
	 * Detected from the URL by default.
	 */
	record Datasource(@Nullable String url, @Nullable String username, @Nullable String password,
			@Nullable String driverClassName) {

		@Override
		public String toString() {
			return "Datasource[...]";
		}

	}

	/**
	 * How scripts are named.
	 *
	 * @param versionPrefix First letters of the name of a versioned script. May be empty.
	 * @param undoPrefix First letters of the name of an undo script.
	 * @param repeatablePrefix First letters of the name of a repeatable script.
	 * @param separator Characters between the version and the description.
	 * @param suffixes Comma-separated list of the ends of script names.
	 */
	record Naming(@DefaultValue("V") String versionPrefix, @DefaultValue("U") String undoPrefix,
			@DefaultValue("R") String repeatablePrefix, @DefaultValue("__") String separator,
			@DefaultValue(".sql") List<String> suffixes) {

	}

	/**
	 * Where the history is and what it keeps.
	 *
	 * @param table Name of the history table.
	 * @param schema Schema of the history table. Defaults to the schema to migrate.
	 * @param storeSql Whether to keep the text of scripts in the history, so that an
	 * older release of the application can roll back a newer version.
	 */
	record History(@DefaultValue("migration_history") String table, @Nullable String schema,
			@DefaultValue("true") boolean storeSql) {

	}

	/**
	 * How instances agree on who migrates.
	 *
	 * @param type Lock that keeps instances from migrating at the same time.
	 * @param waitTimeout Longest time to wait for another instance that migrates, counted
	 * from its last progress.
	 */
	record Lock(@DefaultValue("auto") LockType type, @DefaultValue("15m") Duration waitTimeout) {

	}

	/**
	 * What is done when the process is asked to end.
	 *
	 * @param grace Longest time that a running statement may take to end by itself when
	 * the process is asked to end, before it is cancelled.
	 */
	record Shutdown(@DefaultValue("10s") Duration grace) {

	}

	/**
	 * How rows are changed in batches while the application runs.
	 *
	 * @param worker Whether this instance takes part in backfills.
	 * @param targetTime How long a batch of a backfill should take. The number of its
	 * rows follows.
	 * @param passes Most passes of a backfill over its table. The last one has to change
	 * nothing.
	 * @param onError What to do with a row that a backfill cannot change.
	 * @param batchSize Number of rows in the first batch of a backfill, unless its script
	 * says otherwise.
	 * @param lockTimeout Longest time that a batch waits for a lock, before it is rolled
	 * back and tried again. Keep it below "deadlock_timeout" of the server, so that it is
	 * never the application that has to give way.
	 * @param throttle when backfills give way
	 */
	record Backfill(@DefaultValue("true") boolean worker, @DefaultValue("200ms") Duration targetTime,
			@DefaultValue("3") int passes, @DefaultValue("stop") BackfillSettings.OnError onError,
			@DefaultValue("1000") int batchSize, @DefaultValue("500ms") Duration lockTimeout,
			@DefaultValue @NestedConfigurationProperty BackfillThrottleProperties throttle) {

	}

	/**
	 * Who answers probes while a run blocks the start.
	 *
	 * @param enabled Whether to answer liveness probes on the port of the application
	 * while migrations block its start.
	 */
	record StartupProbe(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * When contracts run.
	 *
	 * @param mode What lets a contract run whose other conditions are met.
	 * @param soak Time for which no instance of an earlier release may have been alive
	 * before a contract runs.
	 */
	record Contract(@DefaultValue("manual") ContractMode mode, @DefaultValue("10m") Duration soak) {

	}

	/**
	 * What migrations would do to a system that is in use.
	 *
	 * @param mode What to do about hazards in migrations that are about to run.
	 * @param severity Severities of rules that differ from the default ones, by the name
	 * of the rule.
	 * @param since Version up to which migrations are left alone by the hazard rules.
	 * Quote it in YAML, where 1.10 is the number 1.1.
	 * @param serverVersion Version of the database server that the hazard rules assume
	 * where no database is asked, such as "15" or "14.2". Defaults to the oldest one that
	 * is supported.
	 */
	record Hazard(@DefaultValue("warn") HazardMode mode, @DefaultValue Map<String, Severity> severity,
			@Nullable String since, @Nullable String serverVersion) {

	}

	/**
	 * How a step is tried again after it gave way to other sessions.
	 *
	 * @param budget Longest time for which a step is tried again after lock time-outs,
	 * deadlocks and serialization failures. Zero for a single attempt.
	 * @param initialDelay Pause before the first retry, doubled for each further one.
	 * @param maxDelay Longest pause between retries.
	 */
	record LockRetry(@DefaultValue("5m") Duration budget, @DefaultValue("500ms") Duration initialDelay,
			@DefaultValue("15s") Duration maxDelay) {

	}

}
