// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.migration.engine.DoubtCase.Situation;

/**
 * The rows of the table in {@code docs/recovery.md} that one start decides.
 */
final class DoubtCases {

	private static final String INDEXES = "SELECT count(*) FILTER (WHERE indisvalid) || ' valid, ' "
			+ "|| count(*) FILTER (WHERE NOT indisvalid) || ' invalid' FROM pg_index WHERE indrelid = 't'::regclass";

	private static final String LEFT = "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid "
			+ "AND c.relname ~ '_cc";

	private static final String ONE_VALID = "1 valid, 0 invalid";

	private static final String CREATE = "CREATE SUBSCRIPTION {db}_s CONNECTION '{publisher}' PUBLICATION a "
			+ "WITH (enabled = false)";

	private static final Consumer<Situation> NOT_BEGUN = (situation) -> {
	};

	private final List<DoubtCase> cases = new ArrayList<>();

	private DoubtCases() {
	}

	static List<DoubtCase> all() {
		DoubtCases all = new DoubtCases();
		all.createIndex();
		all.createIndexWithoutName();
		all.dropIndex();
		all.reindex();
		all.maintenance();
		all.detach();
		all.databases();
		all.tablespaces();
		all.subscriptions();
		all.changesOfSubscriptions();
		all.procedures();
		return all.cases;
	}

	private void createIndex() {
		String sql = "CREATE UNIQUE INDEX CONCURRENTLY i ON t (id)";
		List<String> given = List.of("CREATE TABLE t (id int)");
		add("create-index-absent", given, sql, NOT_BEGUN).runs(INDEXES, ONE_VALID);
		add("create-index-valid", given, sql, Situation::ran).isDone(INDEXES, ONE_VALID);
		add("create-index-invalid", given, sql, DoubtCases::invalid).runs(INDEXES, ONE_VALID);
		add("create-index-other-table", List.of("CREATE TABLE t (id int)", "CREATE TABLE u (id int)"), sql,
				(situation) -> situation.run("CREATE INDEX i ON u (id)"))
			.isRefusedByTheServer(INDEXES, "0 valid, 0 invalid");
	}

	private void createIndexWithoutName() {
		String sql = "CREATE UNIQUE INDEX CONCURRENTLY ON t (id, lower(name) DESC) WHERE id > 0";
		List<String> given = List.of("CREATE TABLE t (gone int, id int, name text, UNIQUE (id, name))",
				"ALTER TABLE t DROP COLUMN gone");
		String both = "2 valid, 0 invalid";
		add("create-unnamed-index-absent", given, sql, NOT_BEGUN).runs(INDEXES, both);
		add("create-unnamed-index-valid", given, sql, Situation::ran).isDone(INDEXES, both);
		add("create-unnamed-index-invalid", given, sql, DoubtCases::invalid).runs(INDEXES, both);
		add("create-unnamed-index-like-another", given, sql,
				(situation) -> situation.run("CREATE UNIQUE INDEX mine ON t (id, lower(name) DESC) WHERE id > 0",
						"CREATE UNIQUE INDEX t_id_lower_idx ON t (id, lower(name)) WHERE id > 0"))
			.runs(INDEXES, "4 valid, 0 invalid");
		// A build of somebody else left the second one
		add("create-unnamed-index-undecided", given, sql, (situation) -> {
			invalid(situation);
			situation.run("ALTER INDEX t_id_lower_idx RENAME TO x");
			situation.ran();
		}).isInDoubt(INDEXES, "2 valid, 1 invalid");
	}

	// The partial index is over rows that only the UNIQUE constraint tells apart
	private static void invalid(Situation situation) {
		boolean named = situation.statement().contains("name");
		situation.run(named ? "INSERT INTO t VALUES (7, 'a'), (7, 'A')" : "INSERT INTO t VALUES (7), (7)");
		situation.failed();
		situation.run("TRUNCATE t");
		situation.has("FROM pg_index WHERE NOT indisvalid");
	}

	private void dropIndex() {
		String sql = "DROP INDEX CONCURRENTLY i";
		List<String> given = List.of("CREATE TABLE t (id int)", "CREATE INDEX i ON t (id)");
		add("drop-index-present", given, sql, NOT_BEGUN).runs(INDEXES, "0 valid, 0 invalid");
		add("drop-index-invalid", given, sql,
				(situation) -> situation.cancelledBehind("SELECT FROM t", "FROM pg_index WHERE NOT indisvalid"))
			.runs(INDEXES, "0 valid, 0 invalid");
		add("drop-index-gone", given, sql, Situation::ran).isDone(INDEXES, "0 valid, 0 invalid");
		add("drop-index-elsewhere",
				List.of("CREATE SCHEMA other", "CREATE TABLE other.t (id int)", "CREATE INDEX i ON other.t (id)",
						"CREATE TABLE t (id int)", "CREATE INDEX i ON t (id)",
						"ALTER DATABASE {db} SET search_path = public, other"),
				sql, Situation::ran)
			.isInDoubt("SELECT count(*) FROM pg_indexes WHERE indexname = 'i'", "1");
	}

	private void reindex() {
		List<String> given = List.of("CREATE TABLE t (id int, name text)", "CREATE INDEX i ON t (id)");
		String clean = "SELECT count(*) || ' remains' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
				+ "WHERE NOT i.indisvalid OR c.relname ~ '_cc'";
		add("reindex-concurrently", given, "REINDEX INDEX CONCURRENTLY i", NOT_BEGUN).runs(clean, "0 remains");
		add("reindex-concurrently-new", given, "REINDEX TABLE CONCURRENTLY t",
				(situation) -> situation.cancelledBehind("INSERT INTO t VALUES (1)", LEFT + "new'"))
			.runs(clean, "0 remains");
		add("reindex-concurrently-toast", given, "REINDEX TABLE CONCURRENTLY t", (situation) -> situation
			.cancelledBehind("INSERT INTO t VALUES (1)", LEFT + "new' AND c.relname ~ '^pg_toast'"))
			.runs(clean, "0 remains");
		add("reindex-concurrently-old", given, "REINDEX INDEX CONCURRENTLY i",
				(situation) -> situation.cancelledBehind("LOCK TABLE t IN ACCESS SHARE MODE", LEFT + "old'"))
			.runs(clean, "0 remains");
		add("reindex-concurrently-schema", given, "REINDEX SCHEMA CONCURRENTLY public",
				(situation) -> situation.cancelledBehind("INSERT INTO t VALUES (1)", LEFT + "new'"))
			.runs(clean, "0 remains");
		add("reindex-concurrently-database", given, "REINDEX DATABASE CONCURRENTLY {db}",
				(situation) -> situation.cancelledBehind("INSERT INTO t VALUES (1)", LEFT + "new'"))
			.runs(clean, "0 remains");
		add("reindex-concurrently-partitioned",
				List.of("CREATE TABLE t (id int, name text) PARTITION BY RANGE (id)",
						"CREATE TABLE p PARTITION OF t FOR VALUES FROM (0) TO (9)", "CREATE INDEX i ON t (id)"),
				"REINDEX INDEX CONCURRENTLY i",
				(situation) -> situation.cancelledBehind("INSERT INTO t VALUES (1)", LEFT + "new'"))
			.runs(clean, "0 remains")
			.since(14);
		add("reindex-many", given, "REINDEX SCHEMA public", Situation::ran);
		add("reindex-partitioned",
				List.of("CREATE TABLE t (id int) PARTITION BY RANGE (id)",
						"CREATE TABLE p PARTITION OF t FOR VALUES FROM (0) TO (9)", "CREATE INDEX i ON t (id)"),
				"/* off */ REINDEX TABLE t", Situation::ran)
			.since(14);
	}

	private void maintenance() {
		List<String> given = List.of("CREATE TABLE t (id int PRIMARY KEY)", "CLUSTER t USING t_pkey");
		add("vacuum", given, "VACUUM (FULL, ANALYZE) t", Situation::ran);
		add("cluster", given, "CLUSTER", Situation::ran);
		add("cluster-partitioned",
				List.of("CREATE TABLE t (id int) PARTITION BY RANGE (id)",
						"CREATE TABLE p PARTITION OF t FOR VALUES FROM (0) TO (9)", "CREATE INDEX i ON t (id)"),
				"/* off */ CLUSTER t USING i", Situation::ran)
			.since(15);
		add("alter-system", given, "ALTER SYSTEM SET bgwriter_delay = '333ms'", Situation::ran)
			.runs("SELECT setting FROM pg_file_settings WHERE name = 'bgwriter_delay'", "333ms");
	}

	private void detach() {
		List<String> given = List.of("CREATE TABLE t (id int) PARTITION BY RANGE (id)",
				"CREATE TABLE p PARTITION OF t FOR VALUES FROM (0) TO (9)");
		String sql = "ALTER TABLE t DETACH PARTITION p CONCURRENTLY";
		String partitions = "SELECT count(*) FROM pg_inherits WHERE inhparent = 't'::regclass";
		add("detach-attached", given, sql, NOT_BEGUN).runs(partitions, "0").since(14);
		add("detach-pending", given, sql,
				(situation) -> situation.cancelledBehind("SELECT FROM t", "FROM pg_inherits WHERE inhdetachpending"))
			.isDone(partitions, "0")
			.since(14);
		add("detach-done", given, sql, Situation::ran).isDone(partitions, "0").since(14);
		add("detach-missing", given, sql, (situation) -> situation.run("DROP TABLE p")).isInDoubt(partitions, "0")
			.since(14);
	}

	private void databases() {
		String count = "SELECT count(*) FROM pg_database WHERE datname = '{db}_x'";
		add("create-database-absent", List.of(), "CREATE DATABASE {db}_x", NOT_BEGUN).runs(count, "1");
		add("create-database-present", List.of(), "CREATE DATABASE {db}_x", Situation::ran).isDone(count, "1");
		List<String> given = List.of("CREATE DATABASE {db}_x");
		add("drop-database-present", given, "DROP DATABASE {db}_x", NOT_BEGUN).runs(count, "0");
		add("drop-database-invalid", given, "DROP DATABASE {db}_x",
				(situation) -> situation.run("UPDATE pg_database SET datconnlimit = -2 WHERE datname = '{db}_x'"))
			.runs(count, "0");
		add("drop-database-gone", given, "DROP DATABASE {db}_x", Situation::ran).isDone(count, "0");
		add("alter-database-elsewhere", List.of("CREATE DATABASE {db}_x", "CREATE TABLESPACE {db}_s LOCATION ''"),
				"ALTER DATABASE {db}_x SET TABLESPACE {db}_s", NOT_BEGUN)
			.runs(count, "1");
		add("alter-database-moved", List.of("CREATE DATABASE {db}_x", "CREATE TABLESPACE {db}_s LOCATION ''"),
				"ALTER DATABASE {db}_x SET TABLESPACE {db}_s", Situation::ran)
			.isDone(count, "1");
	}

	private void tablespaces() {
		String count = "SELECT count(*) FROM pg_tablespace WHERE spcname = '{db}_s'";
		String create = "CREATE TABLESPACE {db}_s LOCATION ''";
		add("create-tablespace-absent", List.of(), create, NOT_BEGUN).runs(count, "1");
		add("create-tablespace-present", List.of(), create, Situation::ran).isDone(count, "1");
		add("drop-tablespace-present", List.of(create), "DROP TABLESPACE {db}_s", NOT_BEGUN).runs(count, "0");
		add("drop-tablespace-gone", List.of(create), "DROP TABLESPACE {db}_s", Situation::ran).isDone(count, "0");
	}

	private void subscriptions() {
		String count = "SELECT count(*) FROM pg_subscription WHERE subname = '{db}_s'";
		add("create-subscription-absent", List.of(), CREATE, NOT_BEGUN).runs(count, "1");
		add("create-subscription-present", List.of(), CREATE, Situation::ran).isDone(count, "1");
		add("create-subscription-slot-left", List.of(), CREATE, (situation) -> situation.publisher()
			.execute("SELECT pg_create_logical_replication_slot('" + situation.fill("{db}_s") + "', 'pgoutput')"))
			.isRefusedByTheServer(count, "0");
		add("drop-subscription-present", List.of(CREATE), "DROP SUBSCRIPTION {db}_s", NOT_BEGUN).runs(count, "0");
		add("drop-subscription-gone", List.of(CREATE), "DROP SUBSCRIPTION {db}_s", Situation::ran).isDone(count, "0");
		add("drop-subscription-slot-gone", List.of(CREATE), "DROP SUBSCRIPTION {db}_s",
				(situation) -> situation.publisher()
					.execute("SELECT pg_drop_replication_slot('" + situation.fill("{db}_s") + "')"))
			.isRefusedByTheServer(count, "1");
	}

	private void changesOfSubscriptions() {
		List<String> given = List.of(CREATE, "ALTER SUBSCRIPTION {db}_s ENABLE");
		String publications = "SELECT array_to_string(subpublications, ' ') FROM pg_subscription "
				+ "WHERE subname = '{db}_s'";
		String add = "ALTER SUBSCRIPTION {db}_s ADD PUBLICATION b";
		add("alter-subscription-refresh", given, "ALTER SUBSCRIPTION {db}_s REFRESH PUBLICATION", Situation::ran);
		add("alter-subscription-set", given, "ALTER SUBSCRIPTION {db}_s SET PUBLICATION b", Situation::ran)
			.runs(publications, "b");
		add("alter-subscription-options", List.of(CREATE), "ALTER SUBSCRIPTION {db}_s SET (failover = true)",
				Situation::ran)
			.since(17);
		add("alter-subscription-not-added", given, add, NOT_BEGUN).runs(publications, "a b").since(14);
		add("alter-subscription-added", given, add, Situation::ran).isDone(publications, "a b").since(14);
		List<String> both = new ArrayList<>(given);
		both.add(add);
		String drop = "ALTER SUBSCRIPTION {db}_s DROP PUBLICATION b";
		add("alter-subscription-not-dropped", both, drop, NOT_BEGUN).runs(publications, "a").since(14);
		add("alter-subscription-dropped", both, drop, Situation::ran).isDone(publications, "a").since(14);
	}

	private void procedures() {
		List<String> given = List.of("CREATE TABLE t (id int)",
				"CREATE PROCEDURE p() LANGUAGE sql AS 'INSERT INTO t VALUES (1)'");
		add("procedure", given, "/* off */ CALL p()", Situation::ran).isInDoubt("SELECT count(*) FROM t", "1");
		add("do", given, "/* off */ DO 'BEGIN CALL p(); END'", NOT_BEGUN).isInDoubt("SELECT count(*) FROM t", "0");
	}

	// Each case is replaced by what is said of it
	private Building add(String id, List<String> given, String statement, Consumer<Situation> catalog) {
		this.cases.add(DoubtCase.of(id, given, statement, catalog));
		return new Building(this.cases.size() - 1);
	}

	/**
	 * The case that was added last.
	 */
	private final class Building {

		private final int index;

		private Building(int index) {
			this.index = index;
		}

		private Building set(DoubtCase changed) {
			DoubtCases.this.cases.set(this.index, changed);
			return this;
		}

		private DoubtCase get() {
			return DoubtCases.this.cases.get(this.index);
		}

		Building runs(String query, String result) {
			return set(get().runs(query, result));
		}

		Building isDone(String query, String result) {
			return set(get().isDone(query, result));
		}

		Building isInDoubt(String query, String result) {
			return set(get().isInDoubt(query, result));
		}

		Building isRefusedByTheServer(String query, String result) {
			return set(get().isRefusedByTheServer(query, result));
		}

		Building since(int version) {
			return set(get().since(version));
		}

	}

}
