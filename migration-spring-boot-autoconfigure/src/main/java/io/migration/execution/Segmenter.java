// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import io.migration.script.TransactionMode;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.StatementKind;
import io.migration.sql.TransactionUse;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a step into segments.
 *
 * <ol>
 * <li>A statement that the database refuses in a transaction is a segment of its
 * own.</li>
 * <li>The script's own {@code BEGIN} and {@code COMMIT} are cuts.</li>
 * <li>With {@code transaction=off} every other statement is a transaction of its own, so
 * that the journal can follow; only procedures, which may commit by themselves, run
 * without one.</li>
 * <li>All that is left between two cuts is one transaction.</li>
 * </ol>
 */
final class Segmenter {

	private final TransactionMode mode;

	private final List<Segment> segments = new ArrayList<>();

	private final List<Segment.Numbered> open = new ArrayList<>();

	private int first;

	private boolean explicit;

	private @Nullable String modes;

	private Segmenter(TransactionMode mode) {
		this.mode = mode;
	}

	static List<Segment> cut(ScriptStep step) {
		Segmenter segmenter = new Segmenter(step.options().transaction());
		int index = 0;
		for (ScriptStatement statement : step.statements()) {
			segmenter.add(new Segment.Numbered(index++, statement));
		}
		segmenter.flush(index);
		return segmenter.segments;
	}

	private void add(Segment.Numbered numbered) {
		SqlStatement sql = numbered.statement().sql();
		if (sql.kind() == StatementKind.BEGIN) {
			flush(numbered.index());
			this.explicit = true;
			this.modes = modesOf(sql);
		}
		else if (sql.kind() == StatementKind.COMMIT) {
			flush(numbered.index() + 1);
			this.explicit = false;
			this.modes = null;
		}
		else if (runsBare(sql)) {
			flush(numbered.index());
			this.segments.add(new Segment(this.first, numbered.index() + 1, List.of(numbered), false, null));
			this.first = numbered.index() + 1;
		}
		else {
			this.open.add(numbered);
			if (this.mode == TransactionMode.OFF && !this.explicit) {
				flush(numbered.index() + 1);
			}
		}
	}

	private boolean runsBare(SqlStatement sql) {
		return sql.transactionUse() == TransactionUse.FORBIDDEN
				|| (this.mode == TransactionMode.OFF && !this.explicit && mayNeedNoTransaction(sql));
	}

	// A procedure may commit; of a partitioned table neither may run in a transaction
	private static boolean mayNeedNoTransaction(SqlStatement sql) {
		SqlToken first = sql.tokens().get(0);
		return sql.kind() == StatementKind.PROCEDURE || first.isWord("REINDEX") || first.isWord("CLUSTER");
	}

	private void flush(int end) {
		if (!this.open.isEmpty()) {
			this.segments.add(new Segment(this.first, end, this.open, true, this.modes));
			this.open.clear();
			this.first = end;
		}
	}

	private static @Nullable String modesOf(SqlStatement begin) {
		String words = begin.tokens()
			.stream()
			.skip(1)
			.filter((token) -> !token.isWord("TRANSACTION") && !token.isWord("WORK"))
			.map(SqlToken::text)
			.collect(Collectors.joining(" "));
		return words.isEmpty() ? null : words;
	}

}
