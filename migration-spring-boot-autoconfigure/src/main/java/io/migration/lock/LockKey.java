// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The number that stands for one history in a lock: the first eight bytes of the SHA-256
 * of its qualified name.
 */
final class LockKey {

	private LockKey() {
	}

	static long of(String schema, String table) {
		try {
			byte[] name = (schema + "." + table).getBytes(StandardCharsets.UTF_8);
			return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name)).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
