// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.List;

/**
 * What is said to the server, told apart by the text of the statements.
 */
enum Traffic {

	OPEN_SESSION("SET extra_float_digits", "SET application_name"),

	LOOK_AT_THE_TARGET("WITH target AS"),

	READ_HISTORY("AS history_schema"),

	LOOK_FOR_DATA("c.relkind IN ('r', 'p')", "SELECT EXISTS (SELECT 1 FROM", "SAVEPOINT"),

	TAKE_LOCK("pg_try_advisory_lock"),

	LOOK_FOR_LEASE("SELECT to_regclass("),

	FREE_LOCK("SELECT pg_advisory_unlock"),

	CREATE_HISTORY("CREATE TABLE \"public\".\"migration_history\"", "COMMENT ON TABLE", "CREATE TABLE IF NOT EXISTS"),

	ADD_TO_HISTORY("INSERT INTO \"public\".\"migration_history\""),

	CHANGE_HISTORY("UPDATE \"public\".\"migration_history\""),

	SETTINGS("set_config(", "pg_catalog.pg_settings", "SET ROLE NONE"),

	NOTE_TRANSACTION("l.virtualtransaction"),

	PROBE("pg_stat_progress_create_index", "pg_catalog.pg_stat_activity a, LATERAL"),

	/** The engine quotes the names of what it removes. */
	CLEAN_UP("DROP INDEX CONCURRENTLY IF EXISTS \""),

	PRECONDITION("SELECT 'precondition'"),

	VERIFICATION("SELECT 'verification'"),

	CREATE_INDEX("CREATE INDEX CONCURRENTLY"),

	/** A script drops an index that is not there, so the server waits for nobody. */
	DROP_NOTHING("DROP INDEX CONCURRENTLY IF EXISTS"),

	DROP_INDEX("DROP INDEX CONCURRENTLY"),

	REBUILD_INDEX("REINDEX"),

	VACUUM("VACUUM"),

	SCRIPT_DDL("CREATE TABLE effects", "CREATE TABLE extra", "DROP TABLE extra"),

	SCRIPT_SETTING("SET work_mem"),

	SCRIPT_COPY("COPY effects"),

	SCRIPT_BLOCK("DO $$"),

	SCRIPT_INSERT("INSERT INTO effects VALUES"),

	CODE("INSERT INTO effects (tag)"),

	DROP_TEMPORARY("DISCARD TEMP"),

	COMMIT("COMMIT"),

	ROLLBACK("ROLLBACK"),

	/** What nobody has named yet; it is hit at every point like all others. */
	OTHER("");

	private final List<String> texts;

	Traffic(String... texts) {
		this.texts = List.of(texts);
	}

	/**
	 * Tell what a request is. The driver sends {@code BEGIN} together with the first
	 * statement of a transaction.
	 */
	static Traffic of(List<String> statements) {
		String last = statements.get(statements.size() - 1);
		for (Traffic traffic : values()) {
			if (traffic.texts.stream().anyMatch(last::contains)) {
				return traffic;
			}
		}
		return OTHER;
	}

}
