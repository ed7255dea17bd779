// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * How texts are stored: as they are, or compressed if they are long. No text in UTF-8
 * starts with the two bytes that mark a compressed one (RFC 1952).
 */
final class StoredText {

	static final int COMPRESS_ABOVE = 8 * 1024;

	static final int LONGEST = 1024 * 1024;

	private static final byte FIRST_MARK = 0x1f;

	private static final byte SECOND_MARK = (byte) 0x8b;

	private StoredText() {
	}

	/**
	 * Encode a text.
	 * @param text the text
	 * @return the bytes, {@code null} if there is no text or it is too long to keep
	 */
	static byte @Nullable [] encode(@Nullable String text) {
		if (text == null) {
			return null;
		}
		byte[] plain = text.getBytes(StandardCharsets.UTF_8);
		byte[] stored = (plain.length > COMPRESS_ABOVE) ? compress(plain) : plain;
		return (stored.length <= LONGEST) ? stored : null;
	}

	static @Nullable String decode(byte @Nullable [] stored) {
		if (stored == null) {
			return null;
		}
		boolean compressed = stored.length > 1 && stored[0] == FIRST_MARK && stored[1] == SECOND_MARK;
		byte[] plain = compressed ? decompress(stored) : stored;
		return (plain != null) ? new String(plain, StandardCharsets.UTF_8) : null;
	}

	private static byte[] compress(byte[] plain) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream compressing = new GZIPOutputStream(bytes)) {
			compressing.write(plain);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	// What somebody has damaged by hand counts as not kept
	private static byte @Nullable [] decompress(byte[] stored) {
		try (GZIPInputStream decompressing = new GZIPInputStream(new ByteArrayInputStream(stored))) {
			return decompressing.readAllBytes();
		}
		catch (IOException ex) {
			return null;
		}
	}

}
