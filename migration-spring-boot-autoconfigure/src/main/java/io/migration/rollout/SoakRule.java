// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.time.Duration;
import java.time.Instant;

import io.migration.rollout.RegisterView.Population;

/**
 * For some time no instance that lacks the migration may have been alive, and one that
 * has it must have been there. The begin follows from the register, which forgets nobody.
 */
class SoakRule implements GateRule {

	private static final String NAME = "soak";

	private final Duration soak;

	SoakRule(Duration soak) {
		this.soak = soak;
	}

	@Override
	public Finding check(ContractCase contract) {
		Population population = contract.population();
		Instant firstNew = population.firstNew();
		if (!population.old().isEmpty()) {
			return Finding.unmet(NAME, "the soak time of " + text(this.soak) + " has not begun",
					"It begins when the last instance of an older release is gone.");
		}
		if (firstNew == null) {
			return Finding.unmet(NAME, "the soak time of " + text(this.soak) + " has not begun",
					"It begins when the first instance with the migration has registered.");
		}
		Instant lastOld = population.lastOld();
		Instant begin = (lastOld != null && lastOld.isAfter(firstNew)) ? lastOld : firstNew;
		Duration left = Duration.between(population.now(), begin.plus(this.soak));
		if (left.compareTo(Duration.ZERO) > 0) {
			return Finding.unmet(NAME, "the soak time of " + text(this.soak) + " ends in " + text(left),
					"It began at " + begin + " and begins anew whenever an instance of an older release appears.");
		}
		return Finding.met(NAME, "no instance without it was alive since " + begin);
	}

	static String text(Duration duration) {
		return (duration.toMillis() + 999) / 1000 + " s";
	}

}
