// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The cheapest identity of a file.
 *
 * @param size number of bytes
 * @param crc32 CRC-32 of the bytes
 */
record FileStamp(long size, long crc32) {

	static FileStamp of(InputStream content) throws IOException {
		CheckedInputStream checked = new CheckedInputStream(content, new CRC32());
		long size = checked.transferTo(OutputStream.nullOutputStream());
		return new FileStamp(size, checked.getChecksum().getValue());
	}

}
