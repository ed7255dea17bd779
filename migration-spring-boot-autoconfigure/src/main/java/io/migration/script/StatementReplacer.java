// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;

import io.migration.sql.CopyData;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlSyntaxException;
import io.migration.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Replaces placeholders in statements. What values make of a statement is read again,
 * because they may change what it is, or make several of it.
 */
final class StatementReplacer {

	private static final String START = "${";

	private final SqlDialect dialect;

	private final PlaceholderReplacer replacer;

	private final FileProblems problems;

	StatementReplacer(SqlDialect dialect, PlaceholderReplacer replacer, FileProblems problems) {
		this.dialect = dialect;
		this.replacer = replacer;
		this.problems = problems;
	}

	List<SqlStatement> replace(SqlStatement statement) {
		CopyData data = statement.copyData();
		if (!statement.text().contains(START) && (data == null || !data.text().contains(START))) {
			return List.of(statement);
		}
		ReplacedText text = this.replacer.replace(statement);
		CopyData newData = (data != null)
				? new CopyData(this.replacer.replaceData(data.text(), data.line()), data.line()) : null;
		if (text.toString().equals(statement.text())) {
			return List.of(withData(statement, newData));
		}
		return read(statement, text, newData);
	}

	private List<SqlStatement> read(SqlStatement statement, ReplacedText text, @Nullable CopyData data) {
		String source = (data != null) ? text + ";\n" + data.text() + "\\.\n" : text.toString();
		try {
			return this.dialect.read(source)
				.statements()
				.stream()
				.map((read) -> inFile(read, statement, text, data))
				.toList();
		}
		catch (SqlSyntaxException ex) {
			this.problems.add(statement.line(),
					"With the values of its placeholders the statement is not valid: " + ex.getMessage(),
					"Check the values of the placeholders. " + ex.action());
			return List.of();
		}
	}

	private static SqlStatement inFile(SqlStatement read, SqlStatement written, ReplacedText text,
			@Nullable CopyData data) {
		int base = written.tokens().get(0).offset();
		List<SqlToken> tokens = read.tokens().stream().map((token) -> {
			int line = written.line() + token.line() - 1 - text.linesOfValues(token.offset());
			return new SqlToken(token.type(), token.text(), base + token.offset(), line, token.column());
		}).toList();
		return new SqlStatement(read.text(), tokens.get(0).line(), tokens, read.kind(), read.transactionUse(),
				read.lockImpact(), read.changesSession(), (read.copyData() != null) ? data : null);
	}

	private static SqlStatement withData(SqlStatement statement, @Nullable CopyData data) {
		return new SqlStatement(statement.text(), statement.line(), statement.tokens(), statement.kind(),
				statement.transactionUse(), statement.lockImpact(), statement.changesSession(), data);
	}

}
