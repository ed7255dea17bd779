// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is known of functions.
 *
 * @since 1.0.0
 */
public final class Routines {

	// Of extensions
	private static final Set<String> VOLATILE = Set.of("uuid_generate_v1", "uuid_generate_v4", "gen_random_bytes");

	// What looks like a function, but is syntax
	private static final Set<String> STEADY = Set.of("array", "coalesce", "current_date", "current_time",
			"current_timestamp", "greatest", "least", "localtime", "localtimestamp", "nullif", "row", "trim", "cast",
			"and", "or", "not", "in", "values", "decimal", "varying", "character", "float", "precision", "zone");

	private final Map<String, Boolean> steady = new HashMap<>();

	private final Set<String> triggers = new HashSet<>();

	Routines() {
	}

	/**
	 * Return whether a function may give another value for each row, so that a column
	 * with it as its default has to be written.
	 * @param function the name without its schema
	 * @return {@link Boolean#FALSE} for stable and immutable functions, {@code null} if
	 * it is not known
	 */
	public @Nullable Boolean isVolatile(String function) {
		Boolean known = this.steady.get(function);
		if (known != null) {
			return !known;
		}
		if (VOLATILE.contains(function) || BuiltInRoutines.VOLATILE.contains(function)) {
			return true;
		}
		return (STEADY.contains(function) || BuiltInRoutines.STEADY.contains(function)) ? Boolean.FALSE : null;
	}

	/**
	 * Return whether nobody knows what a call does: what is volatile may change rows.
	 * @param function the name without its schema
	 * @return {@code true} unless it is a function of the server or one that only reads
	 */
	public boolean mayDoAnything(String function) {
		Boolean changing = isVolatile(function);
		boolean known = VOLATILE.contains(function) || BuiltInRoutines.VOLATILE.contains(function);
		return changing == null || (changing && !known);
	}

	/**
	 * Return what scripts or the catalog say of a function.
	 * @param function the name without its schema
	 * @return whether it may give another value for each row, {@code null} if nobody says
	 * so
	 */
	public @Nullable Boolean isToldVolatile(String function) {
		Boolean known = this.steady.get(function);
		return (known != null) ? !known : null;
	}

	/**
	 * Return whether a function is for triggers, which do not care for its name.
	 * @param function the name without its schema
	 * @return {@code true} if a script says so
	 */
	public boolean isForTriggers(String function) {
		return this.triggers.contains(function);
	}

	void addForTriggers(String function) {
		this.triggers.add(function);
	}

	// Of several functions with the same name the worst counts
	void add(String function, String volatility) {
		this.steady.merge(function, !volatility.equals("volatile"), Boolean::logicalAnd);
	}

	void replace(String function, String volatility) {
		this.steady.put(function, !volatility.equals("volatile"));
	}

}
