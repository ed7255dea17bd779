// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What {@code throttle=} of a backfill says.
 *
 * @since 1.0.0
 */
public final class ThrottleNames {

	/**
	 * How to say that nothing slows a backfill down.
	 */
	public static final String OFF = "off";

	/**
	 * Name of the throttle that standbys need.
	 */
	public static final String REPLICATION_LAG = "replication-lag";

	/**
	 * Name of the throttle that looks at connections.
	 */
	public static final String ACTIVE_CONNECTIONS = "active-connections";

	/**
	 * Name of the throttle that looks at locks.
	 */
	public static final String LOCK_WAITS = "lock-waits";

	/**
	 * Name of the throttle that looks at requests to the application.
	 */
	public static final String APPLICATION_LATENCY = "application-latency";

	/**
	 * Name of the throttle that leaves room for others.
	 */
	public static final String TRAFFIC = "traffic";

	/**
	 * Name of the bound for the speed.
	 */
	public static final String ROWS_PER_SECOND = "rows-per-second";

	/**
	 * The throttles that are there without any bean. The one for the latency of the
	 * application may find nothing to look at.
	 */
	public static final Set<String> BUILT_IN = Set.of(REPLICATION_LAG, ACTIVE_CONNECTIONS, LOCK_WAITS,
			APPLICATION_LATENCY, TRAFFIC, ROWS_PER_SECOND);

	private ThrottleNames() {
	}

	/**
	 * Return whether a throttle holds for a backfill.
	 * @param option what the backfill says; {@code null} if it says nothing
	 * @param name the name of the throttle
	 * @return {@code true} if it says nothing or names the throttle
	 */
	static boolean selects(@Nullable String option, String name) {
		return option == null || in(option).contains(name);
	}

	/**
	 * Return the names that are chosen.
	 * @param option what the backfill says
	 * @return the names; none if it says {@value #OFF}
	 */
	public static List<String> in(String option) {
		return option.equals(OFF) ? List.of() : List.of(option.split(",", -1));
	}

	/**
	 * Return everything that may be said.
	 * @param own names of throttles that are no built-in ones
	 * @return the words in alphabetical order
	 */
	public static Set<String> words(Collection<String> own) {
		Set<String> words = new TreeSet<>(BUILT_IN);
		words.addAll(own);
		words.add(OFF);
		return words;
	}

}
