// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A row of the histogram.
 *
 * @param rollback whether the process was rolling back
 * @param traffic what it was saying
 */
record Cell(boolean rollback, Traffic traffic) implements Comparable<Cell> {

	/**
	 * Exchanges that only happen after a crash.
	 */
	static final Set<Traffic> RECOVERY = EnumSet.of(Traffic.PROBE, Traffic.CLEAN_UP);

	/**
	 * All cells that have to be hit.
	 */
	static Set<Cell> of(List<Profile> profiles) {
		Set<Cell> cells = new TreeSet<>();
		for (Profile profile : profiles) {
			for (Profile.Spot spot : profile.spots()) {
				cells.add(spot.cell());
				if (spot.traffic() == Traffic.CREATE_INDEX) {
					RECOVERY.forEach((traffic) -> cells.add(new Cell(spot.rollback(), traffic)));
				}
			}
		}
		return cells;
	}

	/**
	 * Points that have to be hit. Of a rollback it is enough that the server has
	 * answered, whoever knows of it.
	 */
	List<KillPoint> points() {
		return this.rollback ? List.of(KillPoint.BEFORE, KillPoint.IN, KillPoint.AFTER) : List.of(KillPoint.values());
	}

	@Override
	public int compareTo(Cell other) {
		return Comparator.comparing(Cell::rollback).thenComparing(Cell::traffic).compare(this, other);
	}

	@Override
	public String toString() {
		return (this.rollback ? "rollback: " : "migrate: ") + this.traffic.name().toLowerCase(Locale.ROOT);
	}

}
