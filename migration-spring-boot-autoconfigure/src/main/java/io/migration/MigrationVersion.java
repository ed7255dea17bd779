// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The version of a migration: one or more numbers separated by {@code .} or {@code _}.
 * Versions compare part by part as numbers, and missing parts count as zero, so
 * {@code 1.9} is before {@code 1.10} and {@code 1} equals {@code 1.0}.
 *
 * @since 1.0.0
 */
public final class MigrationVersion implements Comparable<MigrationVersion> {

	private static final int LONGEST_OF_A_LONG = 18;

	private final String text;

	private final long[] parts;

	/**
	 * The parts if one of them is too large for a {@code long}.
	 */
	private final BigInteger @Nullable [] large;

	private MigrationVersion(String text, long[] parts, BigInteger @Nullable [] large) {
		this.text = text;
		this.parts = parts;
		this.large = large;
	}

	/**
	 * Parse a version.
	 * @param text digits separated by {@code .} or {@code _}
	 * @return the version
	 * @throws IllegalArgumentException if the text is not a version
	 */
	public static MigrationVersion of(String text) {
		Assert.notNull(text, "'text' must not be null");
		MigrationVersion version = parse(text);
		if (version == null) {
			throw new IllegalArgumentException(
					"'" + text + "' is not a version: use digits separated by '.' or '_', such as 1.2");
		}
		return version;
	}

	/**
	 * Parse a version leniently.
	 * @param text the text to parse
	 * @return the version or {@code null} if the text is not one
	 */
	public static @Nullable MigrationVersion parse(String text) {
		String dotted = text.replace('_', '.');
		List<String> digits = split(dotted);
		if (digits == null) {
			return null;
		}
		while (digits.size() > 1 && digits.get(digits.size() - 1).isEmpty()) {
			digits.remove(digits.size() - 1);
		}
		for (String part : digits) {
			if (part.length() > LONGEST_OF_A_LONG) {
				return large(dotted, digits);
			}
		}
		long[] parts = new long[digits.size()];
		for (int i = 0; i < parts.length; i++) {
			parts[i] = digits.get(i).isEmpty() ? 0 : Long.parseLong(digits.get(i));
		}
		return new MigrationVersion(dotted, parts, null);
	}

	private static MigrationVersion large(String dotted, List<String> digits) {
		BigInteger[] parts = new BigInteger[digits.size()];
		for (int i = 0; i < parts.length; i++) {
			parts[i] = digits.get(i).isEmpty() ? BigInteger.ZERO : new BigInteger(digits.get(i));
		}
		return new MigrationVersion(dotted, new long[0], parts);
	}

	// The digits of each part without leading zeros, so that zero is empty
	private static @Nullable List<String> split(String dotted) {
		List<String> parts = new ArrayList<>();
		int start = 0;
		while (start <= dotted.length()) {
			int dot = dotted.indexOf('.', start);
			int end = (dot >= 0) ? dot : dotted.length();
			String part = significant(dotted, start, end);
			if (part == null) {
				return null;
			}
			parts.add(part);
			start = end + 1;
		}
		return parts;
	}

	private static @Nullable String significant(String text, int start, int end) {
		int first = -1;
		for (int i = start; i < end; i++) {
			char digit = text.charAt(i);
			if (digit < '0' || digit > '9') {
				return null;
			}
			first = (first < 0 && digit != '0') ? i : first;
		}
		if (start == end) {
			return null;
		}
		return (first >= 0) ? text.substring(first, end) : "";
	}

	@Override
	public int compareTo(MigrationVersion other) {
		int count = Math.max(count(), other.count());
		boolean small = this.large == null && other.large == null;
		for (int i = 0; i < count; i++) {
			int result = small ? Long.compare(part(i), other.part(i)) : largePart(i).compareTo(other.largePart(i));
			if (result != 0) {
				return result;
			}
		}
		return 0;
	}

	/**
	 * Return whether this version comes after the other one.
	 * @param other the version to compare with
	 * @return {@code true} if it does
	 */
	public boolean isNewerThan(MigrationVersion other) {
		return compareTo(other) > 0;
	}

	private int count() {
		return (this.large != null) ? this.large.length : this.parts.length;
	}

	private long part(int index) {
		return (index < this.parts.length) ? this.parts[index] : 0;
	}

	private BigInteger largePart(int index) {
		BigInteger[] known = this.large;
		if (known == null) {
			return BigInteger.valueOf(part(index));
		}
		return (index < known.length) ? known[index] : BigInteger.ZERO;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MigrationVersion version && compareTo(version) == 0;
	}

	// Trailing zeros are not kept, and parts are large only where they have to be
	@Override
	public int hashCode() {
		return (this.large != null) ? Arrays.hashCode(this.large) : Arrays.hashCode(this.parts);
	}

	/**
	 * Return the version as written, with dots.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
