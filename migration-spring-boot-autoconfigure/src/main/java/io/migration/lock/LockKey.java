// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.migration.database.LeaseKey;

/**
 * The numbers that stand for one history in a lock: the first eight bytes of the SHA-256
 * of its qualified name, and the next eight for the transactions of an owner by lease.
 */
final class LockKey {

	private LockKey() {
	}

	static LeaseKey of(String schema, String table) {
		try {
			byte[] name = (schema + "." + table).getBytes(StandardCharsets.UTF_8);
			ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name));
			return new LeaseKey(schema, table, hash.getLong(), hash.getLong());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
