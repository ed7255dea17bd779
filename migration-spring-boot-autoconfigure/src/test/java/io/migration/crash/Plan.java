// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.migration.crash.Profile.Spot;
import io.migration.crash.Trigger.Aftermath;

/**
 * Chooses what is killed when: first every point of every kind of exchange, then anything
 * at random. The same seed makes the same choices.
 */
final class Plan {

	private static final int WHOLE_RUN_MICROS = 300_000;

	private static final int STATEMENT_MICROS = 5_000;

	private final Random random;

	private final List<Profile> profiles;

	private int cases;

	Plan(long seed, List<Profile> profiles) {
		this.random = new Random(seed);
		this.profiles = profiles;
	}

	/**
	 * Every point of every kind of exchange.
	 */
	List<CrashCase> cells() {
		return Cell.of(this.profiles)
			.stream()
			.flatMap((cell) -> cell.points().stream().map((point) -> at(cell, point)))
			.toList();
	}

	/**
	 * Cases of which only the seed knows what they do.
	 */
	List<CrashCase> random(int count) {
		return Stream.generate(this::random).limit(count).toList();
	}

	private CrashCase at(Cell cell, KillPoint point) {
		if (Cell.RECOVERY.contains(cell.traffic())) {
			Choice build = choose(new Cell(cell.rollback(), Traffic.CREATE_INDEX));
			Spot recovery = new Spot(build.spot().operation(), cell.rollback(), cell.traffic(), 1);
			return crash(build.profile(), List.of(build.spot().trigger(KillPoint.IN, Aftermath.NOTICED),
					recovery.trigger(point, aftermath())));
		}
		Choice choice = choose(cell);
		return crash(choice.profile(), List.of(choice.spot().trigger(point, aftermath())));
	}

	private Choice choose(Cell cell) {
		Predicate<Spot> fits = (spot) -> spot.cell().equals(cell);
		Profile profile = any(
				this.profiles.stream().filter((candidate) -> candidate.spots().stream().anyMatch(fits)).toList());
		return new Choice(profile, any(profile.spots().stream().filter(fits).toList()));
	}

	private CrashCase random() {
		Profile profile = any(this.profiles);
		List<Trigger> triggers = new ArrayList<>();
		int operation = 0;
		do {
			Trigger trigger = random(profile).notBefore(operation);
			operation = trigger.operation();
			triggers.add(trigger);
		}
		while (this.random.nextInt(5) < 2);
		return crash(profile, triggers);
	}

	private Trigger random(Profile profile) {
		Spot spot = any(profile.spots());
		if (this.random.nextInt(3) == 0) {
			return this.random.nextBoolean()
					? Trigger.afterBegin(spot.operation(), this.random.nextInt(WHOLE_RUN_MICROS))
					: spot.trigger(KillPoint.BEFORE, Aftermath.COMPLETED).later(this.random.nextInt(STATEMENT_MICROS));
		}
		return spot.trigger(any(List.of(KillPoint.values())), aftermath());
	}

	private CrashCase crash(Profile profile, List<Trigger> triggers) {
		return new CrashCase(++this.cases, profile.scenario(), List.copyOf(triggers));
	}

	private Aftermath aftermath() {
		return any(List.of(Aftermath.values()));
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	/**
	 * An exchange of a scenario.
	 *
	 * @param profile the scenario
	 * @param spot the exchange
	 */
	private record Choice(Profile profile, Spot spot) {

	}

}
