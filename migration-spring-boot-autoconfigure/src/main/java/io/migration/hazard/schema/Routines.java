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

	private static final Set<String> VOLATILE = Set.of("clock_timestamp", "gen_random_uuid", "nextval", "random",
			"setval", "timeofday", "uuid_generate_v1", "uuid_generate_v4", "uuidv4", "uuidv7", "pg_sleep", "lastval",
			"currval", "gen_random_bytes", "random_normal");

	private static final Set<String> STEADY = Set.of("abs", "age", "array", "array_fill", "btrim", "ceil", "ceiling",
			"chr", "coalesce", "concat", "concat_ws", "current_database", "current_date", "current_schema",
			"current_setting", "current_time", "current_timestamp", "current_user", "date_part", "date_trunc", "decode",
			"encode", "extract", "floor", "format", "greatest", "int4range", "interval", "json_build_array",
			"json_build_object", "jsonb_build_array", "jsonb_build_object", "least", "left", "length", "localtime",
			"localtimestamp", "lower", "lpad", "ltrim", "make_date", "make_interval", "make_timestamp",
			"make_timestamptz", "md5", "mod", "now", "nullif", "numeric", "numrange", "overlay", "position", "power",
			"regexp_replace", "repeat", "replace", "reverse", "right", "round", "row", "rpad", "rtrim", "session_user",
			"sign", "split_part", "sqrt", "statement_timestamp", "strpos", "substr", "substring", "timezone", "to_char",
			"to_date", "to_json", "to_jsonb", "to_number", "to_timestamp", "to_tsvector", "transaction_timestamp",
			"translate", "trim", "trunc", "tsrange", "tstzrange", "daterange", "upper", "varchar", "char", "cast",
			"and", "or", "not", "in", "values", "time", "timestamp", "decimal", "bit", "varying", "character", "float",
			"precision", "zone");

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
		if (VOLATILE.contains(function)) {
			return true;
		}
		return STEADY.contains(function) ? Boolean.FALSE : null;
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
