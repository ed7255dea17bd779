// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.migration.sql.CopyData;
import io.migration.sql.SqlScript;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;

/**
 * Finds the line comments of a text that was read before. They stand in the gaps between
 * tokens, where nothing but comments, white space and semicolons can be.
 */
final class GapComments {

	private final String source;

	private final List<Range> taken;

	private final List<SqlToken> comments = new ArrayList<>();

	private int line = 1;

	private int lineStart;

	private GapComments(String source, SqlScript script) {
		this.source = source;
		Stream<SqlToken> tokens = Stream.concat(script.boundaries().stream(),
				script.statements().stream().flatMap((statement) -> statement.tokens().stream()));
		this.taken = Stream
			.concat(tokens.map((token) -> new Range(token.offset(), token.end())),
					script.statements().stream().flatMap((statement) -> data(source, statement)))
			.sorted(Comparator.comparingInt(Range::start))
			.toList();
	}

	/**
	 * Return the line comments that are not boundaries.
	 * @param source the text
	 * @param script what was read from it
	 * @return the comments in their order
	 */
	static List<SqlToken> of(String source, SqlScript script) {
		return new GapComments(source, script).find();
	}

	private static Stream<Range> data(String source, SqlStatement statement) {
		CopyData data = statement.copyData();
		if (data == null) {
			return Stream.empty();
		}
		SqlToken last = statement.tokens().get(statement.tokens().size() - 1);
		int start = last.end();
		for (int line = last.line() + LineEnds.count(last.text(), 0, last.text().length()); line < data
			.line(); line++) {
			start = LineEnds.startOfNextLine(source, start);
		}
		int end = start;
		for (int count = LineEnds.count(data.text(), 0, data.text().length()); count >= 0; count--) {
			end = LineEnds.startOfNextLine(source, end);
		}
		return Stream.of(new Range(start, end));
	}

	private List<SqlToken> find() {
		int position = 0;
		for (Range range : this.taken) {
			findBetween(position, range.start());
			advance(Math.max(position, range.start()), range.end());
			position = Math.max(position, range.end());
		}
		findBetween(position, this.source.length());
		return this.comments;
	}

	private void findBetween(int from, int to) {
		int position = from;
		while (position < to) {
			int end = position + 1;
			if (this.source.startsWith("--", position)) {
				end = endOfLine(position);
				this.comments.add(new SqlToken(TokenType.COMMENT, this.source.substring(position, end), position,
						this.line, position - this.lineStart + 1));
			}
			else if (this.source.startsWith("/*", position)) {
				end = endOfBlockComment(position);
			}
			advance(position, end);
			position = end;
		}
	}

	private int endOfLine(int from) {
		int end = from;
		while (end < this.source.length() && this.source.charAt(end) != '\n' && this.source.charAt(end) != '\r') {
			end++;
		}
		return end;
	}

	private int endOfBlockComment(int from) {
		int depth = 0;
		int position = from;
		do {
			if (this.source.startsWith("/*", position)) {
				depth++;
				position += 2;
			}
			else if (this.source.startsWith("*/", position)) {
				depth--;
				position += 2;
			}
			else {
				position++;
			}
		}
		while (depth > 0 && position < this.source.length());
		return position;
	}

	private void advance(int from, int to) {
		for (int i = from; i < to; i++) {
			if (LineEnds.count(this.source, i, i + 1) == 1) {
				this.line++;
				this.lineStart = i + 1;
			}
		}
	}

	private record Range(int start, int end) {

	}

}
