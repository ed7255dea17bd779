// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import io.migration.BackfillBatch;
import io.migration.JavaBackfill;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Encrypts a column, which the server must not be able to do: it has no key.
 */
@SuppressWarnings("checkstyle:TypeName")
class V2__Encrypt_emails implements JavaBackfill {

	private static final int NONCE = 12;

	private final SecureRandom random = new SecureRandom();

	private final SecretKey key;

	V2__Encrypt_emails(SecretKey key) {
		this.key = key;
	}

	@Override
	public String table() {
		return "customer";
	}

	@Override
	public String verify() {
		return "SELECT id FROM customer WHERE email IS NOT NULL AND sealed_email IS NULL LIMIT 10";
	}

	@Override
	public long change(JdbcClient jdbc, BackfillBatch batch) throws GeneralSecurityException {
		List<Row> rows = jdbc
			.sql("SELECT id, email FROM customer WHERE email IS NOT NULL AND sealed_email IS NULL AND "
					+ batch.condition() + " FOR UPDATE")
			.query(Row.class)
			.list();
		for (Row row : rows) {
			jdbc.sql("UPDATE customer SET sealed_email = ? WHERE id = ?").params(seal(row.email()), row.id()).update();
		}
		return rows.size();
	}

	private byte[] seal(String text) throws GeneralSecurityException {
		byte[] nonce = new byte[NONCE];
		this.random.nextBytes(nonce);
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, this.key, new GCMParameterSpec(128, nonce));
		byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
		return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
	}

	static String open(SecretKey key, byte[] sealed) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, sealed, 0, NONCE));
		return new String(cipher.doFinal(sealed, NONCE, sealed.length - NONCE), StandardCharsets.UTF_8);
	}

	record Row(long id, String email) {

	}

}
