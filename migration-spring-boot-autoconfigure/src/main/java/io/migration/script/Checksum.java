// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 of a text without what editors and version control change on their own: the
 * byte order mark and the kind of line ends.
 */
final class Checksum {

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final MessageDigest digest = sha256();

	private boolean afterCarriageReturn;

	private Checksum() {
	}

	static String of(InputStream content) throws IOException {
		Checksum checksum = new Checksum();
		byte[] start = content.readNBytes(BYTE_ORDER_MARK.length);
		if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
			checksum.update(start, start.length);
		}
		byte[] buffer = new byte[16384];
		for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
			checksum.update(buffer, count);
		}
		return HexFormat.of().formatHex(checksum.digest.digest());
	}

	static String of(String text) {
		return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	private void update(byte[] bytes, int count) {
		byte[] unified = new byte[count];
		int length = 0;
		for (int i = 0; i < count; i++) {
			byte b = bytes[i];
			if (b != '\n' || !this.afterCarriageReturn) {
				unified[length++] = (b == '\r') ? (byte) '\n' : b;
			}
			this.afterCarriageReturn = b == '\r';
		}
		this.digest.update(unified, 0, length);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
