// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads a file as UTF-8, without guessing: a wrong character in a migration would end up
 * in the database.
 */
final class ScriptText {

	static final String UNREADABLE_ACTION = "Check that the file is complete and that this process may read it.";

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private ScriptText() {
	}

	/**
	 * Read a file.
	 * @param file the file
	 * @param problems where mistakes go
	 * @return its text without a byte order mark, or {@code null} if there is a problem
	 */
	static @Nullable String read(ScriptFile file, FileProblems problems) {
		try (InputStream content = file.open()) {
			return decode(content.readAllBytes(), problems);
		}
		catch (IOException ex) {
			problems.add(unreadable(ex), UNREADABLE_ACTION);
			return null;
		}
	}

	static String unreadable(IOException reason) {
		return "The file cannot be read (" + reason.getClass().getSimpleName() + ": " + reason.getMessage() + ")";
	}

	private static @Nullable String decode(byte[] bytes, FileProblems problems) {
		ByteBuffer input = ByteBuffer.wrap(bytes);
		CharBuffer output = CharBuffer.allocate(bytes.length);
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		CoderResult result = decoder.decode(input, output, true);
		String text = output.flip().toString();
		if (result.isError()) {
			int position = input.position();
			problems.add(1 + LineEnds.count(text, 0, text.length()),
					"The file is not UTF-8: byte %d (0x%02X) starts no character".formatted(position + 1,
							bytes[position]),
					"Save the file as UTF-8.");
			return null;
		}
		return (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text;
	}

}
