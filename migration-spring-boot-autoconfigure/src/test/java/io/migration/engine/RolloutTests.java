// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.migration.ContractMode;
import io.migration.ContractOptions;
import io.migration.ContractRequest;
import io.migration.GateCondition;
import io.migration.HeldContract;
import io.migration.InstanceIdentity;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationOptions;
import io.migration.MigrationVersion;
import io.migration.OnAhead;
import io.migration.OperationRefusedException;
import io.migration.PlanOptions;
import io.migration.RegisteredInstance;
import io.migration.RollbackRequest;
import io.migration.Rollout;
import io.migration.StepFailedException;
import io.migration.StepRun;
import io.migration.TargetUnusableException;
import io.migration.testing.LogCapture;
import io.migration.testing.TcpProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the register, the look at contracts, and their approval.
 */
class RolloutTests {

	private static final ContractRequest SECOND = new ContractRequest(MigrationVersion.of("2"), "alice");

	@RegisterExtension
	private final TestProject project = new TestProject();

	private ContractMode mode = ContractMode.AFTER_ROLLOUT;

	private Duration soak = Duration.ZERO;

	private MigrationEngine engine(String instance, @Nullable String application,
			Consumer<MigrationOptions.Builder> more) {
		this.project.options((builder) -> {
			builder.identity(new InstanceIdentity(instance, application, "1.0", "host"))
				.contract(new ContractOptions(this.mode, this.soak, Duration.ofSeconds(60), Set.of()));
			more.accept(builder);
		});
		return this.project.engine();
	}

	private MigrationEngine engine(String instance, String application) {
		return engine(instance, application, (builder) -> {
		});
	}

	private MigrationEngine oldRelease() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int, a int);");
		MigrationEngine engine = engine("old-1", "shop");
		engine.migrate();
		engine.rollout();
		return engine;
	}

	private MigrationEngine newRelease() {
		return newRelease("ALTER TABLE one DROP COLUMN a;");
	}

	private MigrationEngine newRelease(String contract) {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int, a int);").script("V2__two.sql", """
				-- migrate:up
				ALTER TABLE one ADD COLUMN b int;
				-- migrate:contract
				%s
				-- migrate:down
				ALTER TABLE one DROP COLUMN b;
				-- migrate:down of=contract
				ALTER TABLE one ADD COLUMN a int;
				""".formatted(contract));
		MigrationEngine engine = engine("new-1", "shop");
		engine.migrate();
		return engine;
	}

	@Test
	void entryIsWrittenRenewedAndRemoved() {
		MigrationEngine engine = oldRelease();
		engine.heartbeat();
		execute("UPDATE migration_instance SET heartbeat_at = heartbeat_at - interval '30 seconds'");
		engine.heartbeat();
		assertThat(this.project.value(String.class,
				"SELECT concat_ws(' ', instance, application, application_version, newest_version, address, "
						+ "heartbeat_at > now() - interval '20 seconds') FROM migration_instance"))
			.isEqualTo("old-1 shop 1.0 1 host t");
		engine.leave();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM migration_instance")).isZero();
		assertThat(this.project.value(String.class,
				"SELECT concat_ws(' ', application, newest_version, last_seen_at > now() - interval '20 seconds') "
						+ "FROM migration_release"))
			.isEqualTo("shop 1 t");
	}

	@Test
	void entriesThatExpiredLongAgoAreRemovedAndTheirReleasesRemembered() {
		MigrationEngine engine = oldRelease();
		execute("INSERT INTO migration_instance VALUES ('gone', 'shop', '0', '0.9', NULL, now() - interval '9 days', "
				+ "now() - interval '8 days'), ('lately', 'shop', '0', '0.8', NULL, now(), now() - interval '50 minutes')");
		engine.heartbeat();
		assertThat(instances()).containsExactly("lately", "old-1");
		assertThat(this.project.value(Boolean.class,
				"SELECT last_seen_at = first_seen_at + interval '1 day 1 minute' FROM migration_release "
						+ "WHERE newest_version = '0.9'"))
			.isTrue();
	}

	@Test
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void heartbeatAndFarewellThatAreNotAnsweredAreGivenUpBeforeTheEntryExpires() {
		oldRelease();
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			MigrationEngine engine = this.project.engine(network.dataSource());
			engine.heartbeat();
			network.loseFrom("migration_instance");
			assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(engine::heartbeat)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(TargetUnusableException.Reason.CONNECTION_LOST));
			engine.heartbeat();
			network.loseFrom("migration_instance");
			assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(engine::leave);
			engine.leave();
		}
		assertThat(instances()).isEmpty();
	}

	@Test
	void heartbeatNeedsNoRegisterAndFindsItInTheSearchPath() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)");
		MigrationEngine early = engine("early", "shop");
		early.heartbeat();
		assertThat(early.rollout()).isEqualTo(Rollout.NONE);
		early.migrate();
		early.heartbeat();
		assertThat(instances()).containsExactly("early");
	}

	@Test
	void contractOpensByItselfAfterTheRollout() {
		MigrationEngine old = oldRelease();
		old.heartbeat();
		MigrationEngine young = newRelease();
		young.heartbeat();
		assertThat(unmet(young)).containsExactly("instances", "soak");
		young.runOpenContracts();
		assertThat(this.project.history()).endsWith("2 CONTRACT HELD 0/1");
		old.leave();
		young.heartbeat();
		assertThat(young.rollout().isAnyOpen()).isTrue();
		young.runOpenContracts();
		assertThat(this.project.history()).endsWith("2 CONTRACT SUCCEEDED 1/1");
		assertThat(this.project.notes()).containsExactly("open 2: All conditions of the contract are met");
		young.heartbeat();
		assertThat(young.rollout()).isEqualTo(Rollout.NONE);
	}

	@Test
	void oldInstanceThatCameAndWentBetweenTwoLooksBeginsTheSoakTimeAnew() {
		this.soak = Duration.ofMinutes(10);
		MigrationEngine old = oldRelease();
		old.heartbeat();
		old.leave();
		MigrationEngine young = newRelease();
		young.heartbeat();
		execute("UPDATE migration_release SET first_seen_at = now() - interval '1 day', "
				+ "last_seen_at = now() - interval '11 minutes'");
		young.heartbeat();
		assertThat(unmet(young)).isEmpty();
		old.heartbeat();
		old.leave();
		young.heartbeat();
		assertThat(unmet(young)).containsExactly("soak");
		execute("UPDATE migration_release SET last_seen_at = now() - interval '11 minutes'");
		old.heartbeat();
		execute("UPDATE migration_instance SET heartbeat_at = now() - interval '2 minutes' WHERE instance = 'old-1'");
		young.heartbeat();
		assertThat(unmet(young)).containsExactly("soak");
	}

	@Test
	void applicationsOnOneDatabaseDoNotOpenEachOthersGates() {
		MigrationEngine old = oldRelease();
		old.heartbeat();
		MigrationEngine young = newRelease();
		MigrationEngine crm = engine("crm-1", "crm");
		crm.heartbeat();
		execute("INSERT INTO migration_release VALUES ('crm', '1', now() - interval '1 day', now() - interval '1 day')");
		crm.heartbeat();
		assertThat(unmet(crm)).containsExactly("release", "instances", "soak");
		crm.runOpenContracts();
		old.leave();
		crm.heartbeat();
		crm.runOpenContracts();
		assertThat(this.project.history()).endsWith("2 CONTRACT HELD 0/1");
		young.heartbeat();
		young.runOpenContracts();
		assertThat(this.project.history()).endsWith("2 CONTRACT SUCCEEDED 1/1");
	}

	@Test
	void migrationThatRanWithoutANameOfTheApplicationIsNotTakenAwayFromIt() {
		MigrationEngine old = oldRelease();
		old.heartbeat();
		newRelease();
		execute("UPDATE migration_history SET application = NULL");
		MigrationEngine young = engine("new-1", "shop");
		young.heartbeat();
		assertThat(unmet(young)).containsExactly("instances", "soak");
	}

	@Test
	void approvalIsKeptWithItsGiverAndCanBeTakenBack() {
		this.mode = ContractMode.MANUAL;
		oldRelease();
		MigrationEngine young = newRelease();
		HeldContract approved = young.approve(SECOND);
		assertThat(detail(approved, "approval")).startsWith("Approved by alice at 20");
		young.approve(new ContractRequest(MigrationVersion.of("2"), "bob"));
		assertThat(detail(young.withdraw(SECOND), "approval")).startsWith("It is not approved.");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> young.withdraw(SECOND));
		young.heartbeat();
		young.runOpenContracts();
		assertThat(this.project.notes()).containsExactly("approve 2: Contract approved\nRequested by alice",
				"withdraw 2: Approval withdrawn\nRequested by alice");
		young.approve(SECOND);
		young.heartbeat();
		young.runOpenContracts();
		assertThat(this.project.history()).endsWith("2 CONTRACT SUCCEEDED 1/1");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> young.approve(SECOND));
	}

	@Test
	void contractThatFailsIsToldAndTriedAgainAfterAPause() {
		this.mode = ContractMode.MANUAL;
		oldRelease();
		MigrationEngine young = newRelease("INSERT INTO missing VALUES (1);");
		young.approve(SECOND);
		young.heartbeat();
		try (LogCapture log = LogCapture.start()) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(young::runOpenContracts);
			young.heartbeat();
			assertThat(unmet(young)).containsExactly("attempt");
			young.heartbeat();
			assertThat(log.messages()
				.stream()
				.filter((message) -> message.startsWith("The contract of migration 2 is held"))).singleElement()
				.asString()
				.contains("attempt: Attempt 1 failed. It is tried again in ");
		}
		young.runOpenContracts();
		assertThat(this.project.history()).endsWith("2 CONTRACT FAILED 0/1");
		execute("CREATE TABLE missing (id int); UPDATE migration_history SET finished_at = finished_at - interval '1 minute'");
		young.runOpenContracts();
		assertThat(this.project.history()).endsWith("2 CONTRACT SUCCEEDED 1/1");
	}

	@Test
	void listenersAreToldOncePerChange() {
		List<String> told = new ArrayList<>();
		this.project.listener(new MigrationListener() {

			@Override
			public void contractHeld(String target, HeldContract contract) {
				told.add("held " + contract.version() + " "
						+ contract.conditions().stream().filter((c) -> !c.met()).map(GateCondition::name).toList());
			}

			@Override
			public void contractOpened(String target, HeldContract contract) {
				told.add("opened " + contract.version());
			}

			@Override
			public void contracted(String target, StepRun run) {
				told.add("contracted " + run.id().version());
			}

		});
		MigrationEngine old = oldRelease();
		old.heartbeat();
		MigrationEngine young = newRelease();
		young.heartbeat();
		young.heartbeat();
		old.leave();
		young.heartbeat();
		young.heartbeat();
		young.runOpenContracts();
		young.heartbeat();
		assertThat(told).containsExactly("held 2 [instances, soak]", "opened 2", "contracted 2");
	}

	@Test
	void oldReleaseFindsAContractThatItDoesNotKnowUntilItIsUndone() {
		MigrationEngine old = oldRelease();
		old.heartbeat();
		execute("UPDATE migration_instance SET heartbeat_at = now() - interval '2 minutes'");
		MigrationEngine young = newRelease();
		young.heartbeat();
		young.runOpenContracts();
		old.heartbeat();
		assertThat(old.rollout().unknown()).containsExactly("2");
		young.heartbeat();
		assertThat(young.rollout().unknown()).isEmpty();
		young.rollback(new RollbackRequest(MigrationVersion.of("1"), 0, true, null));
		old.heartbeat();
		assertThat(old.rollout().unknown()).isEmpty();
	}

	@Test
	void contractOfAnotherApplicationDoesNotConcernARelease() {
		MigrationEngine old = oldRelease();
		newRelease().contract(SECOND);
		execute("UPDATE migration_history SET application = 'crm'");
		old.heartbeat();
		assertThat(old.rollout().unknown()).isEmpty();
	}

	@Test
	void whoIgnoresThatTheDatabaseIsAheadIgnoresContractsToo() {
		PlanOptions defaults = PlanOptions.DEFAULTS;
		this.project.script("V1__one.sql", "CREATE TABLE one (id int, a int);");
		MigrationEngine old = engine("old-1", "shop", (builder) -> builder.plan(new PlanOptions(defaults.outOfOrder(),
				OnAhead.IGNORE, false, defaults.baselineVersion(), "baseline", false)));
		old.migrate();
		newRelease().contract(SECOND);
		old.heartbeat();
		assertThat(old.rollout().unknown()).isEmpty();
	}

	@Test
	void statusListsHeldContractsAndInstances() {
		MigrationEngine old = oldRelease();
		old.heartbeat();
		MigrationEngine young = newRelease();
		assertThat(young.status(1).held()).singleElement().satisfies((held) -> {
			assertThat(held.version()).isEqualTo("2");
			assertThat(held.since()).isNotNull();
			assertThat(held.isOpen()).isFalse();
		});
		assertThat(young.status(1).instances()).extracting(RegisteredInstance::instance).containsExactly("old-1");
	}

	@Test
	void heartbeatIsOneStatementUntilAContractIsHeld() {
		MigrationEngine old = oldRelease();
		old.heartbeat();
		this.project.database().logStatements();
		assertThat(statements(old::heartbeat)).isOne();
		newRelease();
		assertThat(statements(old::heartbeat)).isEqualTo(3);
		assertThat(statements(old::heartbeat)).isEqualTo(3);
	}

	private long statements(Runnable work) {
		int before = this.project.database().statements().size();
		work.run();
		List<String> all = this.project.database().statements();
		return all.subList(before, all.size()).stream().filter((sql) -> sql.contains("migration_")).count();
	}

	private static List<String> unmet(MigrationEngine engine) {
		return engine.rollout()
			.held()
			.get(0)
			.conditions()
			.stream()
			.filter((condition) -> !condition.met())
			.map(GateCondition::name)
			.toList();
	}

	private static String detail(HeldContract contract, String name) {
		return contract.conditions()
			.stream()
			.filter((condition) -> condition.name().equals(name))
			.map(GateCondition::detail)
			.findFirst()
			.orElseThrow();
	}

	private List<String> instances() {
		return this.project.database()
			.jdbc()
			.sql("SELECT instance FROM migration_instance ORDER BY 1")
			.query(String.class)
			.list();
	}

	private void execute(String sql) {
		this.project.database().execute(sql);
	}

}
