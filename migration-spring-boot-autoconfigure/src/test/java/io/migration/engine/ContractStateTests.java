// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.migration.ContractMode;
import io.migration.ContractOptions;
import io.migration.ContractRequest;
import io.migration.MigrationEngine;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.RollbackRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The state table of a migration with a backfill and a contract: every state with every
 * event. The table is the one of {@code docs/contract.md}. A cell is the state that
 * follows; {@code -} is nothing at all, {@code refused} says so to whoever asked.
 */
class ContractStateTests {

	private static final String TABLE = """
			| state | migrate | look | look, old one alive | approve | withdraw | contract | rollback | rollback, loss accepted |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- |
			| pending | expanded | - | - | refused | refused | refused | - | - |
			| expanded | - | - | - | expanded, approved | refused | refused | undone | undone |
			| expanded, approved | - | - | - | - | expanded | refused | undone | undone |
			| half backfilled | - | - | - | half backfilled, approved | refused | refused | refused | undone |
			| backfilled | - | - | - | backfilled, approved | refused | contracted | refused | undone |
			| backfilled, approved | - | contracted | - | - | backfilled | contracted | refused | undone |
			| failed, approved | - | - | - | - | failed | contracted | refused | undone |
			| failed and its pause over, approved | - | contracted | - | - | failed and its pause over | contracted | refused | undone |
			| failed half-way, approved | - | contracted | - | - | failed half-way | contracted | refused | undone |
			| its process died, approved | - | contracted | - | - | its process died | contracted | refused | undone |
			| in doubt, approved | - | - | - | - | in doubt | refused | refused | refused |
			| contracted | - | - | - | refused | refused | refused | refused | undone |
			| contract undone | - | - | - | contract undone, approved | refused | contracted | refused | undone |
			| contract undone, approved | - | contracted | - | - | contract undone | contracted | refused | undone |
			| undone | expanded | - | - | refused | refused | refused | - | - |
			""";

	private static final MigrationVersion VERSION = MigrationVersion.of("2");

	@RegisterExtension
	private final TestProject project = new TestProject().options((builder) -> builder
		.contract(new ContractOptions(ContractMode.MANUAL, Duration.ZERO, Duration.ofSeconds(60), Set.of())));

	static Stream<Arguments> cells() {
		List<List<String>> rows = TABLE.lines().map(ContractStateTests::cellsOf).toList();
		List<Arguments> cells = new ArrayList<>();
		for (List<String> row : rows.subList(2, rows.size())) {
			for (int i = 1; i < row.size(); i++) {
				cells.add(Arguments.of(row.get(0), rows.get(0).get(i), row.get(i)));
			}
		}
		return cells.stream();
	}

	private static List<String> cellsOf(String line) {
		String[] parts = line.split("\\|");
		return Arrays.stream(parts, 1, parts.length).map(String::strip).toList();
	}

	@ParameterizedTest(name = "{0}: {1} -> {2}")
	@MethodSource("cells")
	void everyStateKnowsEveryEvent(String state, String event, String outcome) {
		script();
		bringTo(state);
		assertThat(state()).isEqualTo(state);
		List<String> before = everything();
		boolean refused = refuses(event);
		assertThat(refused).as("refused").isEqualTo(outcome.equals("refused"));
		if (outcome.equals("refused") || outcome.equals("-")) {
			assertThat(everything()).isEqualTo(before);
			assertThat(state()).isEqualTo(state);
		}
		else {
			assertThat(state()).isEqualTo(outcome);
		}
	}

	@Test
	void theTableIsThatOfThePage() throws IOException {
		assertThat(Files.readString(Path.of("../docs/contract.md"))).contains(TABLE.replace("| - ", "| – "));
	}

	private void script() {
		this.project
			.script("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, a int); INSERT INTO t VALUES (1, 1), (2, 2);")
			.script("V2__b.sql", """
					-- migrate:up
					ALTER TABLE t ADD COLUMN b int;
					-- migrate:backfill table=t
					UPDATE t SET b = a WHERE b IS NULL AND :batch;
					-- migrate:verify
					SELECT id FROM t WHERE b IS NULL;
					-- migrate:contract
					ALTER TABLE t ALTER b SET NOT NULL;
					CREATE INDEX CONCURRENTLY t_b ON t (b);
					-- migrate:down
					ALTER TABLE t DROP COLUMN b;
					-- migrate:down of=contract
					DROP INDEX t_b;
					ALTER TABLE t ALTER b DROP NOT NULL;
					""");
	}

	private void bringTo(String wanted) {
		String state = wanted.replace(", approved", "");
		if (state.equals("pending")) {
			this.project.remove("V2__b.sql").engine().migrate();
			script();
			return;
		}
		engine().migrate();
		if (wanted.endsWith(", approved") && !state.startsWith("contract undone")) {
			engine().approve(new ContractRequest(VERSION, "alice"));
		}
		switch (state) {
			case "expanded" -> {
			}
			case "half backfilled" -> execute("UPDATE t SET b = a WHERE id = 1");
			default -> backfilled(state);
		}
		if (wanted.endsWith(", approved") && state.startsWith("contract undone")) {
			engine().approve(new ContractRequest(VERSION, "alice"));
		}
	}

	private void backfilled(String state) {
		execute("UPDATE t SET b = a; UPDATE migration_history SET state = 'SUCCEEDED', statements_done = 1 "
				+ "WHERE step = 'BACKFILL'");
		switch (state) {
			case "backfilled" -> {
			}
			case "failed" -> contract("FAILED", 0, "now()");
			case "failed and its pause over" -> contract("FAILED", 0, "now() - interval '2 minutes'");
			case "failed half-way" -> halfDone("FAILED", "now() - interval '2 minutes'");
			case "its process died" -> halfDone("RUNNING", "NULL");
			case "in doubt" -> halfDone("IN_DOUBT", "NULL");
			default -> contracted(state);
		}
	}

	private void contracted(String state) {
		engine().contract(new ContractRequest(VERSION, "alice"));
		if (state.equals("contract undone")) {
			execute("DROP INDEX t_b; ALTER TABLE t ALTER b DROP NOT NULL; INSERT INTO migration_history "
					+ "(version, description, kind, step, ordinal, name, state, script, checksum, statements, statements_done, attempts, format) "
					+ "VALUES ('2', 'b', 'VERSIONED', 'DOWN', 3, 'contract', 'SUCCEEDED', 'V2__b.sql', 'x', 2, 2, 1, 1)");
		}
		else if (state.equals("undone")) {
			engine().rollback(new RollbackRequest(MigrationVersion.of("1"), 0, true, null));
		}
	}

	private void halfDone(String state, String finishedAt) {
		execute("ALTER TABLE t ALTER b SET NOT NULL");
		contract(state, 1, finishedAt);
	}

	private void contract(String state, int done, String finishedAt) {
		execute("UPDATE migration_history SET state = '" + state + "', statements_done = " + done
				+ ", attempts = 1, started_at = now(), finished_at = " + finishedAt
				+ " WHERE step = 'CONTRACT' AND kind <> 'AUDIT'");
	}

	private boolean refuses(String event) {
		try {
			happens(event);
			return false;
		}
		catch (OperationRefusedException ex) {
			return true;
		}
	}

	private void happens(String event) {
		ContractRequest request = new ContractRequest(VERSION, "alice");
		switch (event) {
			case "migrate" -> engine().migrate();
			case "look" -> look();
			case "look, old one alive" -> {
				execute("INSERT INTO migration_instance VALUES ('old', NULL, '1', '1', NULL, now(), now())");
				look();
				execute("DELETE FROM migration_instance WHERE instance = 'old'");
			}
			case "approve" -> engine().approve(request);
			case "withdraw" -> engine().withdraw(request);
			case "contract" -> engine().contract(request);
			case "rollback" -> engine().rollback(new RollbackRequest(MigrationVersion.of("1"), 0, false, null));
			default -> engine().rollback(new RollbackRequest(MigrationVersion.of("1"), 0, true, null));
		}
	}

	private void look() {
		MigrationEngine engine = engine();
		engine.heartbeat();
		if (engine.rollout().isAnyOpen()) {
			engine.runOpenContracts();
		}
	}

	private String state() {
		List<String> rows = everything().stream()
			.filter((row) -> row.startsWith("2 ") && !row.contains(" AUDIT "))
			.toList();
		String last = rows.isEmpty() ? "" : rows.get(rows.size() - 1);
		if (rows.stream().noneMatch((row) -> row.contains("UP"))) {
			return "pending";
		}
		String contract = rows.stream().filter((row) -> row.startsWith("2 CONTRACT")).reduce("", (a, b) -> b);
		if (last.startsWith("2 DOWN SUCCEEDED") && !last.contains("contract")) {
			return "undone";
		}
		boolean undone = rows.lastIndexOf(contract) < rows.stream()
			.filter((row) -> row.startsWith("2 DOWN contract SUCCEEDED"))
			.mapToInt(rows::lastIndexOf)
			.max()
			.orElse(-1);
		String state = undone ? "contract undone" : state(contract);
		return (approved() && !state.equals("contracted")) ? state + ", approved" : state;
	}

	private String state(String contract) {
		if (contract.contains("HELD")) {
			int filled = this.project.value(Integer.class, "SELECT count(b) FROM t");
			return switch (filled) {
				case 0 -> "expanded";
				case 1 -> "half backfilled";
				default -> "backfilled";
			};
		}
		if (contract.contains("FAILED 0")) {
			boolean over = this.project.value(Boolean.class,
					"SELECT max(finished_at) < now() - interval '1 minute' FROM migration_history "
							+ "WHERE step = 'CONTRACT' AND kind <> 'AUDIT'");
			return over ? "failed and its pause over" : "failed";
		}
		return contract.contains("FAILED") ? "failed half-way" : contract.contains("RUNNING") ? "its process died"
				: contract.contains("IN_DOUBT") ? "in doubt" : "contracted";
	}

	private boolean approved() {
		return this.project.notes().stream().reduce("", (last, note) -> note).startsWith("approve");
	}

	private List<String> everything() {
		return this.project.database()
			.jdbc()
			.sql("SELECT concat_ws(' ', version, nullif(kind, 'VERSIONED'), step, name, state, statements_done) FROM migration_history ORDER BY id")
			.query(String.class)
			.list();
	}

	private MigrationEngine engine() {
		return this.project.engine();
	}

	private void execute(String sql) {
		this.project.database().execute(sql);
	}

}
