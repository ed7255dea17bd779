// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message of the protocol of PostgreSQL, version 3.
 *
 * @param type what it is
 * @param body what follows behind its length
 */
record WireMessage(char type, byte[] body) {

	/**
	 * Query, Sync, Flush, the parts of COPY, password, Terminate.
	 */
	private static final String ENDS_REQUEST = "QSHdcfpX";

	/**
	 * ReadyForQuery, and what the client reacts to before: questions for a password, the
	 * invitation to send data for COPY, an error that may be the last message.
	 */
	private static final String ENDS_ANSWER = "ZRGE";

	static WireMessage read(DataInputStream in) throws IOException {
		char type = (char) in.readByte();
		int length = in.readInt();
		return new WireMessage(type, in.readNBytes(length - 4));
	}

	boolean endsRequest() {
		return ENDS_REQUEST.indexOf(this.type) >= 0;
	}

	boolean endsAnswer() {
		return ENDS_ANSWER.indexOf(this.type) >= 0;
	}

	/**
	 * Whether the server says at the end of its answer that it is ready.
	 */
	boolean expectsReady() {
		return this.type == 'Q' || this.type == 'S';
	}

	boolean isReady() {
		return this.type == 'Z';
	}

	/**
	 * Return one of the texts at the beginning of the body, each ended by a zero.
	 */
	String text(int index) {
		int start = 0;
		for (int skipped = 0; skipped < index; skipped++) {
			start = end(start) + 1;
		}
		return new String(this.body, start, end(start) - start, StandardCharsets.UTF_8);
	}

	private int end(int start) {
		int end = start;
		while (this.body[end] != 0) {
			end++;
		}
		return end;
	}

	void write(ByteArrayOutputStream out) {
		out.write(this.type);
		out.writeBytes(ByteBuffer.allocate(4).putInt(this.body.length + 4).array());
		out.writeBytes(this.body);
	}

}
