// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.ContractMode;
import io.migration.ContractOptions;
import io.migration.GateCondition;
import io.migration.HeldContract;
import io.migration.MigrationVersion;
import io.migration.RegisteredInstance;
import io.migration.StepState;
import io.migration.rollout.ContractCase.Approval;
import io.migration.rollout.ContractCase.Attempt;
import io.migration.rollout.ContractCase.Here;
import io.migration.rollout.RegisterView.Release;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Gate} and its conditions.
 */
class GateTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final Duration EXPIRY = Duration.ofSeconds(60);

	private static final Attempt NEVER = new Attempt(StepState.HELD, 0, 0, 2, Duration.ZERO, null);

	private final List<RegisteredInstance> instances = new ArrayList<>();

	private final List<Release> releases = new ArrayList<>();

	private ContractMode mode = ContractMode.AFTER_ROLLOUT;

	private @Nullable String owner = "shop";

	private Here here = new Here("shop", true);

	private boolean applied = true;

	private List<String> backfills = List.of();

	private Attempt attempt = NEVER;

	private @Nullable Approval approval;

	private boolean undone;

	@Test
	void opensWhenTheRolloutIsOverAndTheSoakTimeHasPassed() {
		rolledOut(Duration.ofMinutes(20));
		assertThat(judge().isOpen()).isTrue();
		assertThat(judge().conditions()).extracting(GateCondition::name)
			.containsExactly("release", "migration", "backfills", "instances", "soak", "approval", "verify", "attempt");
	}

	@Test
	void isHeldWhileAnInstanceWithoutTheMigrationIsAlive() {
		rolledOut(Duration.ofMinutes(20));
		instance("old-1", "shop", "8", Duration.ofSeconds(59));
		assertThat(unmet()).containsExactly("instances", "soak");
		assertThat(detail("instances")).isEqualTo("Instances of an older release are alive: old-1. Stop them; one that "
				+ "dies counts for 60 s after its last heartbeat.");
		assertThat(detail("soak")).contains("It begins when the last instance of an older release is gone.");
	}

	@Test
	void instanceThatContainsNoMigrationAtAllIsAnOldOne() {
		rolledOut(Duration.ofMinutes(20));
		instance("old-1", "shop", null, Duration.ofSeconds(1));
		assertThat(unmet()).containsExactly("instances", "soak");
	}

	@Test
	void soakTimeBeginsWhenAnOldInstanceExpires() {
		rolledOut(Duration.ofMinutes(20));
		instance("old-1", "shop", "8", Duration.ofMinutes(11).minusSeconds(1));
		assertThat(unmet()).containsExactly("soak");
		assertThat(detail("soak")).isEqualTo("The soak time of 600 s ends in 1 s. It began at 2026-11-21T11:50:01Z and "
				+ "begins anew whenever an instance of an older release appears.");
		this.instances.clear();
		rolledOut(Duration.ofMinutes(20));
		instance("old-1", "shop", "8", Duration.ofMinutes(11));
		assertThat(unmet()).isEmpty();
	}

	@Test
	void oldInstanceThatCameAndLeftBetweenTwoLooksIsNotOverlooked() {
		rolledOut(Duration.ofMinutes(20));
		this.releases.add(new Release("shop", "8", NOON.minus(Duration.ofDays(9)), NOON.minusSeconds(30)));
		assertThat(unmet()).containsExactly("soak");
		assertThat(detail("soak")).contains("ends in 570 s");
	}

	@Test
	void soakTimeDoesNotBeginBeforeAnInstanceWithTheMigrationIsThere() {
		this.releases.add(new Release("shop", "8", NOON.minus(Duration.ofDays(9)), NOON.minus(Duration.ofDays(1))));
		assertThat(detail("soak")).contains("It begins when the first instance with the migration has registered.");
		instance("new-1", "shop", "9", Duration.ofSeconds(5));
		assertThat(detail("soak")).contains("ends in 595 s");
	}

	@Test
	void otherApplicationsNeitherHoldNorOpenIt() {
		rolledOut(Duration.ofMinutes(20));
		instance("crm-1", "crm", "1", Duration.ofSeconds(1));
		instance("nobody", null, "1", Duration.ofSeconds(1));
		assertThat(judge().isOpen()).isTrue();
		this.instances.clear();
		this.releases.clear();
		this.releases.add(new Release("crm", "1", NOON.minus(Duration.ofDays(9)), NOON.minus(Duration.ofDays(1))));
		instance("crm-1", "crm", "9", Duration.ofHours(1));
		assertThat(unmet()).containsExactly("soak", "approval");
	}

	@Test
	void instanceOfAnotherApplicationDoesNotRunIt() {
		rolledOut(Duration.ofMinutes(20));
		this.here = new Here("crm", true);
		assertThat(unmet()).containsExactly("release");
		assertThat(detail("release")).startsWith("It belongs to application 'shop', and this is application 'crm'.");
	}

	@Test
	void releaseWithoutTheMigrationDoesNotRunIt() {
		rolledOut(Duration.ofMinutes(20));
		this.here = new Here("shop", false);
		assertThat(unmet()).containsExactly("release");
	}

	@Test
	void firstReleaseWithTheStarterNeedsAnApprovalOnce() {
		instance("new-1", "shop", "9", Duration.ofSeconds(5));
		this.releases.add(new Release("shop", "9", NOON.minus(Duration.ofDays(9)), NOON));
		assertThat(unmet()).containsExactly("approval");
		assertThat(detail("approval"))
			.startsWith("The register has never seen a release without it, and an instance from "
					+ "before the starter would be invisible. Approve it once: ");
		this.approval = new Approval("alice", NOON);
		assertThat(unmet()).isEmpty();
	}

	@Test
	void manualModeWaitsForAnApproval() {
		rolledOut(Duration.ofMinutes(20));
		this.mode = ContractMode.MANUAL;
		assertThat(unmet()).containsExactly("approval");
		assertThat(detail("approval")).isEqualTo("It is not approved. Approve it: java -jar app.jar "
				+ "--migration.command=approve --migration.version=9, or POST .../approve.");
		this.approval = new Approval("alice", NOON);
		assertThat(detail("approval")).isEqualTo("Approved by alice at 2026-11-21T12:00:00Z.");
		assertThat(unmet()).isEmpty();
	}

	@Test
	void contractThatWasUndoneIsNotRunAgainByItself() {
		rolledOut(Duration.ofMinutes(20));
		this.undone = true;
		assertThat(unmet()).containsExactly("approval");
		assertThat(detail("approval")).startsWith("It has run before and was undone. Approve it again: ");
	}

	@Test
	void waitsForBackfillsAndForTheMigrationItself() {
		rolledOut(Duration.ofMinutes(20));
		this.backfills = List.of("backfill 'names' is HELD");
		this.applied = false;
		assertThat(unmet()).containsExactly("migration", "backfills");
		assertThat(detail("backfills"))
			.isEqualTo("Its backfill is not complete. It has to end first: backfill 'names' is HELD.");
	}

	@ParameterizedTest
	@CsvSource({ "1, 59, false", "1, 60, true", "2, 60, false", "2, 120, true", "3, 239, false", "7, 3839, false",
			"7, 3840, true", "99, 3840, true", "0, 60, true" })
	void attemptThatFailedIsRepeatedAfterAPauseThatGrows(int number, int secondsAgo, boolean open) {
		rolledOut(Duration.ofMinutes(20));
		this.attempt = new Attempt(StepState.FAILED, number, 0, 2, Duration.ofSeconds(secondsAgo), "It failed.");
		assertThat(judge().isOpen()).isEqualTo(open);
	}

	@Test
	void verifyQueryThatReturnedRowsIsTold() {
		rolledOut(Duration.ofMinutes(20));
		this.attempt = new Attempt(StepState.FAILED, 1, 0, 2, Duration.ZERO,
				"Migration 9 CONTRACT failed in V9__x.sql, line 7: the verify query returned rows, but must return none.");
		assertThat(unmet()).containsExactly("verify", "attempt");
	}

	@ParameterizedTest
	@CsvSource({ "1, 59, false", "1, 60, true", "3, 239, false", "3, 240, true" })
	void verifyQueryThatReturnedRowsIsAskedAgainAfterThePause(int number, int secondsAgo, boolean open) {
		rolledOut(Duration.ofMinutes(20));
		this.attempt = new Attempt(StepState.FAILED, number, 0, 2, Duration.ofSeconds(secondsAgo),
				"Migration 9 CONTRACT failed in V9__x.sql, line 7: the verify query returned rows, but must return none.");
		assertThat(judge().isOpen()).isEqualTo(open);
		assertThat(detail("verify"))
			.isEqualTo(open ? "The verify queries returned rows, and are asked again right before the contract runs."
					: "A verify query returned rows. Correct these rows; it is asked again with the next attempt.");
	}

	@Test
	void doubtHasToBeDecided() {
		rolledOut(Duration.ofMinutes(20));
		this.attempt = new Attempt(StepState.IN_DOUBT, 1, 1, 2, Duration.ofDays(1), null);
		assertThat(unmet()).containsExactly("attempt");
		assertThat(detail("attempt")).startsWith("Whether statement 2 of 2 took effect could not be told.")
			.contains("--migration.command=resolve");
	}

	@Test
	void attemptOfAnInstanceThatDiedGoesOn() {
		rolledOut(Duration.ofMinutes(20));
		this.attempt = new Attempt(StepState.RUNNING, 1, 1, 2, Duration.ZERO, null);
		assertThat(judge().isOpen()).isTrue();
	}

	@Test
	void whoAsksForItAtOnceOverridesOnlyApprovalAndSoakTime() {
		instance("new-1", "shop", "9", Duration.ofSeconds(5));
		this.mode = ContractMode.MANUAL;
		this.attempt = new Attempt(StepState.FAILED, 1, 0, 2, Duration.ZERO, "It failed.");
		assertThat(objection()).isNull();
		instance("old-1", "shop", "8", Duration.ofSeconds(5));
		assertThat(objection()).isEqualTo("instances of an older release are alive: old-1");
		this.backfills = List.of("backfill is HELD");
		assertThat(objection()).isEqualTo("its backfill is not complete");
		this.applied = false;
		assertThat(objection()).isEqualTo("the migration itself is not done");
	}

	private void rolledOut(Duration ago) {
		this.releases.add(new Release("shop", "8", NOON.minus(Duration.ofDays(9)), NOON.minus(ago)));
		instance("new-1", "shop", "9", Duration.ofSeconds(5));
		this.releases.add(new Release("shop", "9", NOON.minus(ago), NOON));
	}

	private void instance(String name, @Nullable String application, @Nullable String newest, Duration heardOf) {
		Instant heartbeat = NOON.minus(heardOf);
		this.instances.add(new RegisteredInstance(name, application, "1.0", newest, "host", heartbeat, heartbeat,
				heardOf.compareTo(EXPIRY) < 0));
	}

	private List<String> unmet() {
		return judge().conditions().stream().filter((condition) -> !condition.met()).map(GateCondition::name).toList();
	}

	private String detail(String name) {
		return judge().conditions()
			.stream()
			.filter((condition) -> condition.name().equals(name))
			.map(GateCondition::detail)
			.findFirst()
			.orElseThrow();
	}

	private HeldContract judge() {
		return gate().judge(contract());
	}

	private @Nullable String objection() {
		return gate().objection(contract());
	}

	private Gate gate() {
		return new Gate(new ContractOptions(this.mode, Duration.ofMinutes(10), EXPIRY, Set.of()));
	}

	private ContractCase contract() {
		return new ContractCase(MigrationVersion.of("9"), "names", NOON, this.owner, this.here, this.applied,
				this.backfills, this.attempt, this.approval, this.undone,
				new RegisterView(this.instances, this.releases, NOON, EXPIRY));
	}

}
