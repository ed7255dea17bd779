// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * A sum over the scripts of a binary that the server can compute of a history as well, so
 * that a start with nothing to do reads one row instead of all of them. It binds size and
 * CRC-32 of each script to its version: another script, another version or one more of
 * them give another sum, except by chance, which is no likelier than two scripts with the
 * same CRC-32. Not safe for use by several threads.
 * <p>
 * The server must compute it in the same way. Where {@code P} is
 * {@link #VERSION_MODULUS}, {@code M} is {@link #SUM_MODULUS}, and {@code v} the version
 * with each dot replaced by a zero and read as one number, it is the sum of
 * {@code (v mod P
 * + 1) * (crc32 + 1) + size}, modulo {@code M}. Code has {@link #CRC32_OF_CODE} and no
 * size.
 *
 * @since 1.0.0
 */
public final class ScriptsDigest {

	/**
	 * A prime below 2^30, so that its product with a CRC-32 fits into a {@code long}.
	 */
	public static final long VERSION_MODULUS = 1_073_741_789L;

	/**
	 * A prime below 2^53.
	 */
	public static final long SUM_MODULUS = 9_007_199_254_740_881L;

	/**
	 * What no CRC-32 can be.
	 */
	public static final long CRC32_OF_CODE = 1L << 32;

	private int count;

	private long sum;

	private final StringBuilder repeatables = new StringBuilder();

	/**
	 * Add a script with a version.
	 * @param version the version, digits separated by dots
	 * @param size size of the script in bytes
	 * @param crc32 its CRC-32
	 */
	public void add(String version, long size, long crc32) {
		long number = 0;
		for (int i = 0; i < version.length(); i++) {
			char digit = version.charAt(i);
			number = (number * 10 + ((digit == '.') ? 0 : digit - '0')) % VERSION_MODULUS;
		}
		this.count++;
		this.sum = (this.sum + ((number + 1) * (crc32 + 1) + size) % SUM_MODULUS) % SUM_MODULUS;
	}

	/**
	 * Add a migration written in Java.
	 * @param version the version, digits separated by dots
	 */
	public void addCode(String version) {
		add(version, 0, CRC32_OF_CODE);
	}

	/**
	 * Add a repeatable script. They have to come in the order of their descriptions.
	 * @param description the description
	 * @param size size of the script in bytes
	 * @param crc32 its CRC-32
	 */
	public void addRepeatable(String description, long size, long crc32) {
		this.repeatables.append(description).append(':').append(size).append(':').append(crc32).append('\n');
	}

	/**
	 * Return how many migrations with a version there are.
	 * @return the number
	 */
	public int count() {
		return this.count;
	}

	/**
	 * Return the sum over them.
	 * @return the sum, from 0 and below {@link #SUM_MODULUS}
	 */
	public long sum() {
		return this.sum;
	}

	/**
	 * Return the repeatable scripts.
	 * @return for each of them description, size and CRC-32, separated by colons and
	 * ended by a line feed
	 */
	public String repeatables() {
		return this.repeatables.toString();
	}

}
