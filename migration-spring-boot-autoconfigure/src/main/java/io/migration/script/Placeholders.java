// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The values for <code>${name}</code> in scripts. A name is looked up as written and, if
 * there is no such one, without regard to case, because names that come from environment
 * variables have lost theirs.
 *
 * @since 1.0.0
 */
public final class Placeholders {

	private final Map<String, String> values;

	private volatile @Nullable Map<String, String> valuesOfAnyCase;

	private final boolean strict;

	private Placeholders(Map<String, String> values, boolean strict) {
		this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
		this.strict = strict;
	}

	/**
	 * Create placeholders.
	 * @param values the values by name
	 * @param strict whether a name without a value is an error
	 * @return the placeholders
	 */
	public static Placeholders of(Map<String, String> values, boolean strict) {
		return new Placeholders(values, strict);
	}

	/**
	 * Add values.
	 * @param more the values to add; they replace those of the same name
	 * @return new placeholders
	 */
	public Placeholders with(Map<String, String> more) {
		Map<String, String> all = new LinkedHashMap<>(this.values);
		all.putAll(more);
		return new Placeholders(all, this.strict);
	}

	/**
	 * Return the names that have a value.
	 * @return the names as given
	 */
	public Set<String> names() {
		return this.values.keySet();
	}

	@Nullable String value(String name) {
		String value = this.values.get(name);
		return (value != null) ? value : valuesOfAnyCase().get(name);
	}

	// Few scripts need it, and each has values of its own
	private Map<String, String> valuesOfAnyCase() {
		Map<String, String> known = this.valuesOfAnyCase;
		if (known == null) {
			known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			known.putAll(new TreeMap<>(this.values));
			this.valuesOfAnyCase = known;
		}
		return known;
	}

	boolean isStrict() {
		return this.strict;
	}

}
