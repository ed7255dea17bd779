// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.math.BigInteger;
import java.util.ArrayList;
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

	private final String text;

	private final List<BigInteger> parts;

	private MigrationVersion(String text, List<BigInteger> parts) {
		this.text = text;
		this.parts = parts;
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
		Assert.isTrue(version != null,
				() -> "'" + text + "' is not a version: use digits separated by '.' or '_', such as 1.2");
		return version;
	}

	/**
	 * Parse a version leniently.
	 * @param text the text to parse
	 * @return the version or {@code null} if the text is not one
	 */
	public static @Nullable MigrationVersion parse(String text) {
		String dotted = text.replace('_', '.');
		List<BigInteger> parts = new ArrayList<>();
		for (String part : dotted.split("\\.", -1)) {
			if (part.isEmpty() || !part.chars().allMatch((c) -> c >= '0' && c <= '9')) {
				return null;
			}
			parts.add(new BigInteger(part));
		}
		while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
			parts.remove(parts.size() - 1);
		}
		return new MigrationVersion(dotted, List.copyOf(parts));
	}

	@Override
	public int compareTo(MigrationVersion other) {
		int count = Math.max(this.parts.size(), other.parts.size());
		for (int i = 0; i < count; i++) {
			int result = part(i).compareTo(other.part(i));
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

	private BigInteger part(int index) {
		return (index < this.parts.size()) ? this.parts.get(index) : BigInteger.ZERO;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MigrationVersion version && this.parts.equals(version.parts);
	}

	@Override
	public int hashCode() {
		return this.parts.hashCode();
	}

	/**
	 * Return the version as written, with dots.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
