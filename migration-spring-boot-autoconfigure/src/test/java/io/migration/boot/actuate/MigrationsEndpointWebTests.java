// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.security.Principal;
import java.time.Duration;
import java.util.List;

import io.migration.AppliedMigration;
import io.migration.AppliedStep;
import io.migration.LockStatus;
import io.migration.MigrationEngine;
import io.migration.MigrationKind;
import io.migration.RunningStep;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.TargetState;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsEndpoint} through Spring MVC.
 */
class MigrationsEndpointWebTests {

	private static final TargetUnusableException UNREACHABLE = new TargetUnusableException(Reason.UNREACHABLE,
			"No connection to the database of target 'default'.", "Start it.", null);

	private final FakeEngine engine = new FakeEngine();

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
				WebMvcAutoConfiguration.class, EndpointAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
				WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class,
				MigrationObservationAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class))
		.withBean("engine", MigrationEngine.class, () -> this.engine)
		.withPropertyValues("management.endpoints.web.exposure.include=migrations");

	@Test
	void getShowsAllTargetsAsTheContractSays() {
		AppliedStep held = StatusBuilder.inState(StepType.CONTRACT, StepState.HELD);
		AppliedStep running = new AppliedStep(StepType.BACKFILL, "names", StepState.RUNNING, StatusBuilder.NOON, null,
				1, 0, 1, null);
		AppliedMigration view = new AppliedMigration(null, "view", MigrationKind.REPEATABLE, "R__view.sql",
				StatusBuilder.NOON, "me", Duration.ofMillis(3), false, true, List.of(StatusBuilder.succeeded()));
		this.engine.tells(StatusBuilder.status()
			.state(TargetState.RUNNING)
			.applied("2", true, StatusBuilder.succeeded(), running, held)
			.applied(view)
			.unfinished("1", true,
					StatusBuilder.failed("Migration 1 failed in V1__change_1.sql, line 3:\n    SECRET\nno such table"))
			.pending("2", StepType.BACKFILL, StepType.CONTRACT)
			.pending("3", StepType.UP)
			.running(new RunningStep("2", StepType.BACKFILL, "host-1-abc", StatusBuilder.NOON))
			.lock(new LockStatus(true, "migration 2 BACKFILL host-1-abc", StatusBuilder.NOON, "10.0.0.7"))
			.build());
		this.contextRunner.run(get("/actuator/migrations", 200, """
				{"targets":{"default":{"database":"PostgreSQL 18.1","schema":"public","state":"RUNNING","version":"2",\
				"appliedCount":2,"applied":[\
				{"version":"2","description":"change 2","kind":"VERSIONED","script":"V2__change_2.sql",\
				"installedAt":"2026-11-20T12:00:00Z","installedBy":"******","durationMs":12,"reversible":true,"steps":[\
				{"step":"UP","state":"SUCCEEDED","startedAt":"2026-11-20T12:00:00Z","durationMs":12,"statements":2,\
				"statementsDone":2,"attempts":1},\
				{"step":"BACKFILL","name":"names","state":"RUNNING","startedAt":"2026-11-20T12:00:00Z",\
				"durationMs":null,"statements":1,"statementsDone":0,"attempts":1},\
				{"step":"CONTRACT","state":"HELD","startedAt":null,"durationMs":null,"statements":1,\
				"statementsDone":0,"attempts":0}]},\
				{"version":null,"description":"view","kind":"REPEATABLE","script":"R__view.sql",\
				"installedAt":"2026-11-20T12:00:00Z","installedBy":"******","durationMs":3,"reversible":false,"steps":[\
				{"step":"UP","state":"SUCCEEDED","startedAt":"2026-11-20T12:00:00Z","durationMs":12,"statements":2,\
				"statementsDone":2,"attempts":1}]}],\
				"unfinished":[{"version":"1","description":"change 1","kind":"VERSIONED","script":"V1__change_1.sql",\
				"installedAt":"2026-11-20T12:00:00Z","installedBy":"******","durationMs":12,"reversible":true,"steps":[\
				{"step":"UP","state":"FAILED","startedAt":"2026-11-20T12:00:00Z","durationMs":7,"statements":2,\
				"statementsDone":0,"attempts":3,"error":"Migration 1 failed in V1__change_1.sql, line 3"}]}],\
				"pending":[{"version":"2","description":"change 2","steps":["BACKFILL","CONTRACT"],"risk":null,\
				"findings":[]},{"version":"3","description":"change 3","steps":["UP"],"risk":null,"findings":[]}],\
				"running":{"migration":"2","step":"BACKFILL","instance":"host-1-abc",\
				"startedAt":"2026-11-20T12:00:00Z"},\
				"lock":{"held":true,"owner":"migration 2 BACKFILL host-1-abc","since":"2026-11-20T12:00:00Z",\
				"address":"10.0.0.7","migration":"2","step":"BACKFILL"},\
				"backfills":[],"held":[],"instances":[],"drift":null}}}"""));
	}

	@Test
	void getShowsATargetWithoutAnything() {
		this.engine.tells(StatusBuilder.status().build());
		this.contextRunner.run(get("/actuator/migrations/default", 200, """
				{"database":"PostgreSQL 18.1","schema":"public","state":"UP_TO_DATE","version":null,"appliedCount":0,\
				"applied":[],"pending":[],"running":null,"lock":{"held":false},"backfills":[],"held":[],\
				"instances":[],"drift":null}"""));
	}

	@Test
	void getShowsTheNewestHundredByDefault() {
		this.engine.tells(StatusBuilder.upToDate(150).build());
		this.contextRunner.run((context) -> {
			MockMvcTester mvc = MockMvcTester.from(context);
			assertThat(mvc.get().uri("/actuator/migrations")).bodyJson()
				.extractingPath("targets.default.applied[*].version")
				.asArray()
				.hasSize(100)
				.startsWith("150", "149")
				.endsWith("51");
			assertThat(mvc.get().uri("/actuator/migrations")).bodyJson()
				.extractingPath("targets.default.appliedCount")
				.isEqualTo(150);
			assertThat(this.engine.reads()).isEqualTo(2);
		});
	}

	@Test
	void limitCutsTheApplied() {
		this.engine.tells(StatusBuilder.upToDate(150).build());
		this.contextRunner.run((context) -> {
			MockMvcTester mvc = MockMvcTester.from(context);
			assertThat(mvc.get().uri("/actuator/migrations?limit=2")).bodyJson()
				.extractingPath("targets.default.applied[*].version")
				.asArray()
				.containsExactly("150", "149");
			assertThat(mvc.get().uri("/actuator/migrations/default?limit=120")).bodyJson()
				.extractingPath("applied")
				.asArray()
				.hasSize(120);
			assertThat(mvc.get().uri("/actuator/migrations/default?limit=0")).bodyJson()
				.extractingPath("applied")
				.asArray()
				.isEmpty();
			assertThat(this.engine.reads()).isEqualTo(3);
		});
	}

	@Test
	void badLimitIsABadRequest() {
		this.engine.tells(StatusBuilder.upToDate(1).build());
		this.contextRunner.run((context) -> {
			MockMvcTester mvc = MockMvcTester.from(context);
			assertThat(mvc.get().uri("/actuator/migrations?limit=-1")).hasStatus(400);
			assertThat(mvc.get().uri("/actuator/migrations?limit=many")).hasStatus(400);
			assertThat(mvc.get().uri("/actuator/migrations/default?limit=-1")).hasStatus(400);
			assertThat(mvc.get().uri("/actuator/migrations/default?limit=99999999999")).hasStatus(400);
			assertThat(this.engine.reads()).isZero();
		});
	}

	@Test
	void unknownTargetIsNotFound() {
		this.engine.tells(StatusBuilder.upToDate(1).build());
		this.contextRunner.run(notFound("/actuator/migrations/other"));
		this.contextRunner.run(notFound("/actuator/migrations/other/1"));
	}

	@Test
	void getShowsOneAppliedMigration() {
		this.engine.tells(StatusBuilder.upToDate(150).build());
		this.contextRunner.run(get("/actuator/migrations/default/3", 200, """
				{"applied":{"version":"3","description":"change 3","kind":"VERSIONED","script":"V3__change_3.sql",\
				"installedAt":"2026-11-20T12:00:00Z","installedBy":"******","durationMs":12,"reversible":true,"steps":[\
				{"step":"UP","state":"SUCCEEDED","startedAt":"2026-11-20T12:00:00Z","durationMs":12,"statements":2,\
				"statementsDone":2,"attempts":1}]},"unfinished":null,"pending":null}"""));
	}

	@Test
	void getShowsOnePendingMigration() {
		this.engine.tells(StatusBuilder.upToDate(2).pending("3.1", StepType.UP, StepType.CONTRACT).build());
		this.contextRunner.run(get("/actuator/migrations/default/3.1", 200,
				"""
						{"applied":null,"unfinished":null,"pending":{"version":"3.1","description":"change 3.1","steps":["UP","CONTRACT"],\
						"risk":null,"findings":[]}}"""));
	}

	@Test
	void getShowsOneFailedMigration() {
		this.engine.tells(StatusBuilder.upToDate(2)
			.unfinished("3", true, StatusBuilder.failed("Migration 3 failed:\n    SECRET"))
			.pending("3", StepType.UP)
			.build());
		String body = """
				{"applied":null,"unfinished":{"version":"3","description":"change 3","kind":"VERSIONED",\
				"script":"V3__change_3.sql","installedAt":"2026-11-20T12:00:00Z","installedBy":"%s",\
				"durationMs":12,"reversible":true,"steps":[{"step":"UP","state":"FAILED",\
				"startedAt":"2026-11-20T12:00:00Z","durationMs":7,"statements":2,"statementsDone":0,"attempts":3,\
				"error":"%s"}]},\
				"pending":{"version":"3","description":"change 3","steps":["UP"],"risk":null,"findings":[]}}""";
		this.contextRunner
			.run(get("/actuator/migrations/default/3", 200, body.formatted("******", "Migration 3 failed")));
		this.contextRunner.withPropertyValues("management.endpoint.migrations.show-values=always")
			.run(get("/actuator/migrations/default/3", 200,
					body.formatted("shop_owner", "Migration 3 failed:\\n    SECRET")));
	}

	@Test
	void getFindsAVersionHoweverItIsWritten() {
		this.engine.tells(StatusBuilder.upToDate(2).pending("3.1", StepType.UP).build());
		this.contextRunner.run((context) -> {
			MockMvcTester mvc = MockMvcTester.from(context);
			assertThat(mvc.get().uri("/actuator/migrations/default/2.0")).bodyJson()
				.extractingPath("applied.version")
				.isEqualTo("2");
			assertThat(mvc.get().uri("/actuator/migrations/default/03_1")).bodyJson()
				.extractingPath("pending.version")
				.isEqualTo("3.1");
		});
	}

	@Test
	void getFindsARepeatableMigrationByItsId() {
		this.engine.tells(StatusBuilder.status()
			.applied(new AppliedMigration(null, "user view", MigrationKind.REPEATABLE, "R__user_view.sql",
					StatusBuilder.NOON, "me", Duration.ofMillis(3), false, true, List.of()))
			.build());
		this.contextRunner.run((context) -> assertThat(
				MockMvcTester.from(context).get().uri("/actuator/migrations/default/{id}", "R__user view"))
			.bodyJson()
			.extractingPath("applied.script")
			.isEqualTo("R__user_view.sql"));
	}

	@Test
	void unknownVersionIsNotFound() {
		this.engine.tells(StatusBuilder.upToDate(2).build());
		this.contextRunner.run(notFound("/actuator/migrations/default/3"));
		this.contextRunner.run(notFound("/actuator/migrations/default/nonsense"));
	}

	@Test
	void unreadableTargetDoesNotHideTheOthers() {
		this.engine.fails(UNREACHABLE);
		FakeEngine reports = new FakeEngine("reports").tells(StatusBuilder.status().build("reports"));
		this.contextRunner.withBean("reports", MigrationEngine.class, () -> reports)
			.run(get("/actuator/migrations", 200, """
					{"targets":{"default":{"state":"UNKNOWN",\
					"error":"No connection to the database of target 'default'."},\
					"reports":{"database":"PostgreSQL 18.1","schema":"public","state":"UP_TO_DATE","version":null,\
					"appliedCount":0,"applied":[],"pending":[],"running":null,"lock":{"held":false},"backfills":[],\
					"held":[],"instances":[],"drift":null}}}"""));
	}

	@Test
	void unreadableTargetAloneIsUnavailable() {
		this.engine.fails(UNREACHABLE);
		String body = """
				{"state":"UNKNOWN","error":"No connection to the database of target 'default'."}""";
		this.contextRunner.run(get("/actuator/migrations/default", 503, body));
		this.contextRunner.run(get("/actuator/migrations/default/1", 503, body));
	}

	@Test
	void messageOfAnUnexpectedFailureIsNotShown() {
		this.engine.fails(new IllegalArgumentException("password=secret"));
		this.contextRunner.run(get("/actuator/migrations/default", 503, """
				{"state":"UNKNOWN","error":"java.lang.IllegalArgumentException"}"""));
	}

	@Test
	void databaseUserIsShownAlways() {
		this.contextRunner.withPropertyValues("management.endpoint.migrations.show-values=always")
			.run(showsUser(null, "shop_owner"));
	}

	@Test
	void databaseUserIsShownWhenAuthorized() {
		WebApplicationContextRunner runner = this.contextRunner
			.withPropertyValues("management.endpoint.migrations.show-values=when-authorized");
		runner.run(showsUser(null, "******"));
		runner.run(showsUser("alice", "shop_owner"));
		runner.withPropertyValues("management.endpoint.migrations.roles=dba").run(showsUser("alice", "******"));
		runner.withPropertyValues("management.endpoint.migrations.roles=dba,operator")
			.run(showsUser("alice", "shop_owner"));
	}

	@Test
	void databaseIsReadOnceInTheTimeToLiveWhateverIsAsked() {
		this.engine.tells(StatusBuilder.upToDate(150).build());
		this.contextRunner.withPropertyValues("management.endpoint.migrations.cache.time-to-live=1h").run((context) -> {
			MockMvcTester mvc = MockMvcTester.from(context);
			assertThat(mvc.get().uri("/actuator/migrations")).hasStatusOk();
			assertThat(mvc.get().uri("/actuator/migrations?limit=140")).hasStatusOk();
			assertThat(mvc.get().uri("/actuator/migrations/default")).hasStatusOk();
			assertThat(mvc.get().uri("/actuator/migrations/default?limit=1")).bodyJson()
				.extractingPath("applied")
				.asArray()
				.hasSize(1);
			assertThat(mvc.get().uri("/actuator/migrations/default/1")).hasStatusOk();
			assertThat(mvc.get().uri("/actuator/migrations/default/999")).hasStatus(404);
			assertThat(this.engine.reads()).isEqualTo(1);
		});
	}

	@Test
	void failureIsKeptForTheTimeToLiveAsWell() {
		this.engine.fails(UNREACHABLE);
		this.contextRunner.withPropertyValues("management.endpoint.migrations.cache.time-to-live=1h").run((context) -> {
			MockMvcTester mvc = MockMvcTester.from(context);
			assertThat(mvc.get().uri("/actuator/migrations/default")).hasStatus(503);
			assertThat(mvc.get().uri("/actuator/migrations/default/1")).hasStatus(503);
			assertThat(this.engine.reads()).isEqualTo(1);
		});
	}

	private ContextConsumer<AssertableWebApplicationContext> get(String uri, int status, String body) {
		return (context) -> assertThat(MockMvcTester.from(context).get().uri(uri)).hasStatus(status)
			.bodyText()
			.isEqualTo(body);
	}

	private ContextConsumer<AssertableWebApplicationContext> notFound(String uri) {
		return (context) -> assertThat(MockMvcTester.from(context).get().uri(uri)).hasStatus(404);
	}

	private ContextConsumer<AssertableWebApplicationContext> showsUser(@Nullable String user, String expected) {
		this.engine.tells(StatusBuilder.upToDate(1).build());
		Principal principal = (user != null) ? () -> user : null;
		return (context) -> {
			for (String uri : List.of("/actuator/migrations", "/actuator/migrations/default",
					"/actuator/migrations/default/1")) {
				assertThat(MockMvcTester.from(context).get().uri(uri).with((request) -> {
					request.setUserPrincipal(principal);
					request.addUserRole("operator");
					return request;
				})).bodyText().contains("\"installedBy\":\"" + expected + "\"");
			}
		};
	}

}
