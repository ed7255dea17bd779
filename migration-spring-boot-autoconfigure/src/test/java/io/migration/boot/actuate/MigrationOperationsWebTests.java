// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.util.List;

import io.migration.boot.actuate.EndpointClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each operation of the endpoint, over HTTP and on a real database.
 */
class MigrationOperationsWebTests {

	@RegisterExtension
	private final OperatedApplication application = new OperatedApplication();

	@BeforeEach
	void prepare() {
		this.application
			.script("V1__users.sql",
					"-- migrate:up\nCREATE TABLE users (id int, name text DEFAULT 'topsecret');\n"
							+ "-- migrate:down\nDROP TABLE users;")
			.script("V2__orders.sql",
					"-- migrate:up\nCREATE TABLE orders (id int);\n-- migrate:down\nDROP TABLE orders;");
	}

	@Test
	void migrateTellsWhatItDid() {
		this.application.run((client) -> {
			Answer answer = client.operate("migrate", "{}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<String>read("state")).isEqualTo("SUCCEEDED");
			assertThat(answer.<String>read("target")).isEqualTo("default");
			assertThat(answer.<String>read("operation")).isEqualTo("migrate");
			assertThat(answer.<List<String>>read("result.steps[*].script")).containsExactly("V1__users.sql",
					"V2__orders.sql");
			assertThat(answer.<Integer>read("result.appliedCount")).isEqualTo(2);
			assertThat(answer.<Integer>read("result.pendingCount")).isZero();
			assertThat(this.application.history()).containsExactly("1 UP SUCCEEDED", "2 UP SUCCEEDED");
			assertThat(client.operate("migrate", "{}").<List<Object>>read("result.steps")).isEmpty();
			assertThat(client.get("/actuator/migrations/default").<String>read("state")).isEqualTo("UP_TO_DATE");
		});
	}

	@Test
	void migrateThatFailsSaysWhereButShowsNoStatement() {
		this.application.script("V3__fill.sql", "SELECT 1;\nINSERT INTO nowhere VALUES (1);");
		this.application.run((client) -> {
			Answer answer = client.operate("migrate", "{}");
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.<String>read("state")).isEqualTo("FAILED");
			assertThat(answer.<String>read("error.description"))
				.isEqualTo("Migration 3 (fill), step UP, failed in V3__fill.sql, line 2, statement 2 of 2");
			assertThat(answer.<String>read("error.databaseState")).startsWith("The step was rolled back");
			assertThat(answer.<String>read("error.action")).startsWith("Correct the script");
			assertThat(answer.body()).doesNotContain("nowhere", "\"result\"");
			assertThat(this.application.history()).containsExactly("1 UP SUCCEEDED", "2 UP SUCCEEDED", "3 UP FAILED");
		});
	}

	@Test
	void rowsThatAQueryReturnedAreHidden() {
		this.application.script("V3__check.sql",
				"-- migrate:up\nSELECT 1;\n-- migrate:verify\nSELECT 'jane@example.org' AS email;");
		this.application.run((client) -> {
			Answer answer = client.operate("migrate", "{}");
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.<String>read("error.action")).startsWith("Look at these rows");
			assertThat(answer.body()).doesNotContain("jane");
		});
		this.application.properties("management.endpoint.migrations.show-values=ALWAYS")
			.run((client) -> assertThat(client.operate("migrate", "{}").body()).contains("jane"));
	}

	@Test
	void planShowsEverythingButStatements() {
		this.application.run((client) -> {
			Answer answer = client.operate("plan", "{}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<List<String>>read("result.steps[*].migration")).containsExactly("1", "2");
			assertThat(answer.<List<Integer>>read("result.steps[*].segments[*].statements[*].line")).containsExactly(2,
					2);
			assertThat(answer.body()).doesNotContain("CREATE", "topsecret");
			assertThat(client.get("/actuator/migrations/default").<String>read("state")).isEqualTo("PENDING");
		});
		this.application.properties("management.endpoint.migrations.show-values=ALWAYS")
			.run((client) -> assertThat(client.operate("plan", "{}").body()).contains("CREATE TABLE users",
					"topsecret"));
	}

	@Test
	void planOfARollbackNeedsNoGrant() {
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			Answer answer = client.operate("plan", "{\"steps\": 1}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<List<String>>read("result.steps[*].step")).containsExactly("DOWN");
			assertThat(answer.<List<String>>read("result.steps[*].migration")).containsExactly("2");
			assertThat(client.operate("plan", "{\"target\": \"7\"}").status()).isEqualTo(409);
		});
	}

	@Test
	void rollbackNeedsAGrantOfItsOwn() {
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			Answer answer = client.operate("rollback", "{\"steps\": 1}");
			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.body()).isEqualTo("""
					{"error":{"description":"Migrations cannot be rolled back at the endpoint of this application.",\
					"action":"Set migration.endpoint.rollback=true, or use the command rollback."}}""");
			assertThat(this.application.history()).hasSize(2);
		});
	}

	@Test
	void rollbackUndoes() {
		this.application.properties("migration.endpoint.rollback=true").run((client) -> {
			client.operate("migrate", "{}");
			Answer answer = client.operate("rollback", "{\"target\": \"1\"}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<List<String>>read("result.steps[*].step")).containsExactly("DOWN");
			assertThat(this.application.history()).last().isEqualTo("2 DOWN SUCCEEDED");
			assertThat(this.application.audit()).containsExactly("rollback: Rollback to version 1: 2");
			assertThat(client.operate("rollback", "{\"target\": \"1.5\"}").status()).isEqualTo(409);
		});
	}

	@Test
	void rollbackKeepsDataUnlessToldOtherwise() {
		this.application.properties("migration.endpoint.rollback=true").run((client) -> {
			client.operate("migrate", "{}");
			this.application.database().execute("INSERT INTO orders VALUES (1)");
			Answer refused = client.operate("rollback", "{\"steps\": \"1\"}");
			assertThat(refused.status()).isEqualTo(409);
			assertThat(refused.<String>read("error.description")).startsWith("Undoing migration 2 would lose data: ")
				.contains("orders")
				.endsWith(" (V2__orders.sql, line 4).");
			assertThat(refused.body()).doesNotContain("DROP");
			assertThat(this.application.history()).hasSize(2);
			assertThat(client.operate("rollback", "{\"steps\": 1, \"acceptDataLoss\": true}").status()).isEqualTo(200);
			assertThat(client.operate("rollback", "{\"steps\": 1, \"accept-data-loss\": false}").status())
				.isEqualTo(200);
			assertThat(this.application.audit()).containsSubsequence(
					"rollback: Rollback of the last 1: 2; the loss of data was accepted",
					"rollback: Rollback of the last 1: 1");
		});
	}

	@Test
	void validateIsAConflictUntilEverythingRan() {
		this.application.run((client) -> {
			Answer answer = client.operate("validate", "{}");
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.<List<String>>read("error.problems[*].where")).containsExactly("1", "2");
			assertThat(answer.<String>read("error.problems[1].message"))
				.isEqualTo("Migration 2 (V2__orders.sql) has not run.");
			client.operate("migrate", "{}");
			assertThat(client.operate("validate", "{}").<Object>read("result").toString()).isEqualTo("{valid=true}");
		});
	}

	@Test
	void lintListsTheScripts() {
		this.application.run((client) -> {
			Answer answer = client.operate("lint", "{}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<List<String>>read("result.migrations[*].script")).containsExactly("V1__users.sql",
					"V2__orders.sql");
		});
	}

	@Test
	void lintListsEveryMistake() {
		this.application.script("V3__a.sql", "-- migrate:upp\nSELECT 1;").script("V4__b.sql", "SELECT 'open;");
		this.application.run((client) -> {
			Answer answer = client.operate("lint", "{}");
			assertThat(answer.status()).isEqualTo(422);
			assertThat(answer.<List<String>>read("error.problems[*].where")).satisfiesExactly(
					(where) -> assertThat(where).endsWith("V3__a.sql:1"),
					(where) -> assertThat(where).endsWith("V4__b.sql:1"));
		});
	}

	@Test
	void baselineTakesASchemaOver() {
		this.application.database().execute("CREATE TABLE users (id int)");
		this.application.properties("migration.baseline-description=as found").run((client) -> {
			Answer answer = client.operate("baseline", "{\"baselineVersion\": 1}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<Object>read("result").toString()).isEqualTo("{version=1, description=as found}");
			assertThat(client.operate("migrate", "{}").<List<String>>read("result.steps[*].migration"))
				.containsExactly("2");
			assertThat(this.application.audit()).containsExactly("baseline: Taken over at version 1");
			assertThat(client.operate("baseline", "{\"baseline-version\": 2}").status()).isEqualTo(409);
		});
	}

	@Test
	void repairAcceptsADifferenceByName() {
		this.application.run((client) -> client.operate("migrate", "{}"));
		this.application.script("V2__orders.sql", "CREATE TABLE orders (id bigint);").run((client) -> {
			assertThat(client.operate("migrate", "{}").status()).isEqualTo(409);
			Answer listed = client.operate("repair", "{}");
			assertThat(listed.status()).isEqualTo(200);
			assertThat(listed.<List<Boolean>>read("result.differences[*].accepted")).containsExactly(false);
			assertThat(listed.body()).contains("was changed after it was applied").doesNotContain("bigint");
			assertThat(client.operate("repair", "{\"version\": \"1\"}").status()).isEqualTo(409);
			assertThat(client.operate("repair", "{\"version\": \"2\"}")
				.<List<Boolean>>read("result.differences[*].accepted")).containsExactly(true);
			assertThat(this.application.audit()).singleElement().asString().startsWith("repair: ");
			assertThat(client.operate("validate", "{}").status()).isEqualTo(200);
		});
	}

	@Test
	void resolveSaysWhatBecameOfAStep() {
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			assertThat(client.operate("resolve", "{\"version\": \"2\", \"as\": \"redo\"}").status()).isEqualTo(409);
			this.application.database()
				.execute("UPDATE migration_history SET state = 'IN_DOUBT', statements_done = 0 WHERE version = '2'");
			Answer inDoubt = client.operate("migrate", "{}");
			assertThat(inDoubt.status()).isEqualTo(409);
			assertThat(inDoubt.body()).doesNotContain("UPDATE");
			Answer answer = client.operate("resolve", "{\"version\": \"2\", \"as\": \"done\"}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<Integer>read("result.statementsDone")).isEqualTo(1);
			assertThat(this.application.audit()).singleElement().asString().startsWith("resolve: Resolved as DONE");
			assertThat(client.operate("migrate", "{}").status()).isEqualTo(200);
		});
	}

	@Test
	void contractIsApprovedAndThatIsTakenBack() {
		this.application.script("V3__mail.sql",
				"-- migrate:up\nALTER TABLE users ADD COLUMN mail text;\n-- migrate:contract\nALTER TABLE users DROP COLUMN name;");
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			Answer approved = client.operate("approve", "{\"version\": 3}");
			assertThat(approved.status()).isEqualTo(200);
			assertThat(approved.<String>read("result.held.version")).isEqualTo("3");
			assertThat(approved.<List<Boolean>>read("result.held.conditions[?(@.name == 'approval')].met"))
				.containsExactly(true);
			assertThat(client.operate("approve", "{}").status()).isEqualTo(400);
			assertThat(client.operate("approve", "{\"version\": 2}").status()).isEqualTo(409);
			assertThat(client.operate("withdraw", "{\"version\": 3}").status()).isEqualTo(200);
			assertThat(client.operate("withdraw", "{\"version\": 3}").status()).isEqualTo(409);
			assertThat(this.application.audit()).anyMatch((note) -> note.startsWith("approve: "))
				.anyMatch((note) -> note.startsWith("withdraw: "));
		});
	}

	@Test
	void contractRunsWhatIsHeld() {
		this.application.script("V3__mail.sql",
				"-- migrate:up\nALTER TABLE users ADD COLUMN mail text;\n-- migrate:contract\nALTER TABLE users DROP COLUMN name;");
		this.application.run((client) -> {
			client.operate("migrate", "{}");
			assertThat(client.operate("contract", "{\"version\": 2}").status()).isEqualTo(409);
			Answer answer = client.operate("contract", "{\"version\": 3}");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<List<String>>read("result.steps[*].step")).containsExactly("CONTRACT");
			assertThat(this.application.audit()).singleElement().asString().startsWith("contract: ");
			assertThat(client.operate("contract", "{}").status()).isEqualTo(409);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					migrate  | {"steps": 1}                              | Operation 'migrate' has no option 'steps'. Leave 'steps' out: it takes none.
					plan     | {"stpes": 1}                              | Operation 'plan' has no option 'stpes'. Did you mean 'steps'?
					rollback | {"acceptDataLos": true, "steps": 1}       | Operation 'rollback' has no option 'acceptDataLos'. Did you mean 'accept-data-loss'?
					rollback | {"force": true, "steps": 1}               | Operation 'rollback' has no option 'force'. Use one of: target, steps, accept-data-loss.
					rollback | {}                                        | A rollback needs either the option 'target' or the option 'steps'. Give the version to go back to, or the number of migrations to undo.
					rollback | {"target": "1", "steps": 1}               | A rollback needs either the option 'target' or the option 'steps'. Give the version to go back to, or the number of migrations to undo.
					rollback | {"steps": 0}                              | Option 'steps' is not a number of migrations: '0'. Give a number that is at least 1.
					rollback | {"steps": 99999999999}                    | Option 'steps' is not a number of migrations: '99999999999'. Give a number that is at least 1.
					rollback | {"steps": 1, "accept-data-loss": "yes"}   | Option 'accept-data-loss' is neither true nor false: 'yes'. Give true or false.
					rollback | {"steps": 1, "accept-data-loss": "true", "acceptDataLoss": "false"} | Option 'accept-data-loss' is given twice. Give it once.
					rollback | {"target": "one"}                         | Option 'target' is not a version: 'one'. Use digits separated by '.' or '_', such as 1.2.
					baseline | {}                                        | Operation 'baseline' needs the option 'baseline-version'. Add "baseline-version" to the body of the request.
					baseline | {"baseline-version": null}                | Operation 'baseline' needs the option 'baseline-version'. Add "baseline-version" to the body of the request.
					baseline | {"baseline-version": ""}                  | Option 'baseline-version' is empty. Give it a value or leave it out.
					resolve  | {"version": "1"}                          | Operation 'resolve' needs the option 'as'. Add "as" to the body of the request.
					resolve  | {"version": "1", "as": "undon"}           | Option 'as' cannot be 'undon'. Did you mean 'undone'?
					contract | {"version": "next"}                       | Option 'version' is not a version: 'next'. Use digits separated by '.' or '_', such as 1.2.
					plan     | {"operation": "rollback"}                 | Operation 'plan' has no option 'operation'. Use one of: target, steps.
					""")
	void optionsThatMakeNoSenseAreRefused(String operation, String options, String message) {
		this.application.properties("migration.endpoint.rollback=true").run((client) -> {
			Answer answer = client.operate(operation, options);
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.read("error.description") + " " + answer.read("error.action")).isEqualTo(message);
		});
	}

	@Test
	void whatIsNotThereIsNotFound() {
		this.application.run((client) -> {
			Answer operation = client.operate("migrat", "{}");
			assertThat(operation.status()).isEqualTo(404);
			assertThat(operation.body()).contains("Did you mean 'migrate'?");
			Answer target = client.post("/actuator/migrations/defalt/migrate", "{}");
			assertThat(target.status()).isEqualTo(404);
			assertThat(target.body()).contains("Did you mean 'default'?");
			for (String operationOfOthers : List.of("status", "new", "help", "MIGRATE")) {
				assertThat(client.operate(operationOfOthers, "{}").status()).as(operationOfOthers).isEqualTo(404);
			}
			assertThat(client.post("/actuator/migrations/default", "{}").status()).isEqualTo(404);
			assertThat(client.post("/actuator/migrations/default/migrate/now", "{}").status()).isEqualTo(404);
			assertThat(client.get("/actuator/migrations/default/runs/1").status()).isEqualTo(404);
			assertThat(client.get("/actuator/migrations/default/1/2").status()).isEqualTo(404);
		});
	}

	@Test
	void bodyCannotChooseAnotherOperationThanThePath() {
		this.application.properties("migration.endpoint.rollback=true").run((client) -> {
			client.operate("migrate", "{}");
			assertThat(client.operate("plan", "{\"path\": \"default,rollback\", \"steps\": 1}").status())
				.isEqualTo(400);
			assertThat(client.operate("plan?path=default&path=rollback&steps=1", "{}").status()).isEqualTo(400);
			assertThat(this.application.history()).hasSize(2);
		});
	}

	@Test
	void requestsThatNoScriptOfAStrangerCanSendAreAskedFor() {
		this.application.run((client) -> {
			assertThat(client.postNothing("/actuator/migrations/default/migrate").status()).isEqualTo(415);
			assertThat(client.operate("migrate", "{\"a\": {\"b\": 1}}").status()).isEqualTo(400);
			assertThat(client.operate("migrate", "").status()).isEqualTo(200);
		});
	}

}
