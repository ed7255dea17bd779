// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which placeholders a text uses.
 */
final class PlaceholderUse {

	private static final int HASH_LENGTH = 16;

	private final SortedMap<String, String> values = new TreeMap<>();

	private final SortedSet<String> undefined = new TreeSet<>();

	void addValue(String name, String value) {
		this.values.put(name, value);
	}

	/**
	 * Note a name without a value.
	 * @param name the name
	 * @return whether it is the first time
	 */
	boolean addUndefined(String name) {
		return this.undefined.add(name);
	}

	SortedSet<String> undefined() {
		return this.undefined;
	}

	boolean isEmpty() {
		return this.values.isEmpty() && this.undefined.isEmpty();
	}

	/**
	 * Return a short hash of names and values.
	 * @param salt makes the same value look different in each script, because values may
	 * be secrets
	 * @return 16 hexadecimal digits
	 */
	String hash(String salt) {
		StringBuilder text = new StringBuilder(salt);
		this.values.forEach((name,
				value) -> text.append('\n').append(name).append('=').append(value.length()).append(':').append(value));
		this.undefined.forEach((name) -> text.append('\n').append(name));
		return Checksum.of(text.toString()).substring(0, HASH_LENGTH);
	}

}
