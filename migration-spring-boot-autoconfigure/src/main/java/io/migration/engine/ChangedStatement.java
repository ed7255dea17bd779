// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.ArrayList;
import java.util.List;

import io.migration.history.StepText;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlSyntaxException;
import io.migration.sql.TokenFingerprint;

/**
 * Finds the first statement by which a script differs from what was applied, and shows
 * both. Scripts are shown as written: values of placeholders appear nowhere.
 */
final class ChangedStatement {

	private static final String LINE = System.lineSeparator();

	private static final int LONGEST = 400;

	private ChangedStatement() {
	}

	static String describe(ScriptStep now, StepText stored) {
		List<SqlStatement> present = read(now.body());
		int index = firstDifference(present, stored.statementHashes());
		String body = stored.body();
		List<SqlStatement> old = (body != null) ? read(body) : List.of();
		String before = (body != null) ? show(old, index) : "(its text was not kept)";
		return LINE + "Statement " + (index + 1) + line(now, index) + ":" + LINE + "  applied: " + before + LINE
				+ "  now:     " + show(present, index);
	}

	private static int firstDifference(List<SqlStatement> present, List<String> stored) {
		int common = Math.min(present.size(), stored.size());
		for (int i = 0; i < common; i++) {
			if (!TokenFingerprint.shortOf(present.get(i)).equals(stored.get(i))) {
				return i;
			}
		}
		return common;
	}

	private static String line(ScriptStep now, int index) {
		List<ScriptStatement> statements = now.statements();
		return (index < statements.size()) ? " (line " + statements.get(index).sql().line() + ")" : "";
	}

	private static List<SqlStatement> read(String body) {
		try {
			return new ArrayList<>(SqlDialect.postgresql().read(body).statements());
		}
		catch (SqlSyntaxException ex) {
			return List.of();
		}
	}

	private static String show(List<SqlStatement> statements, int index) {
		if (index >= statements.size()) {
			return "(nothing)";
		}
		String text = statements.get(index).text().strip().replaceAll("\\s+", " ");
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) + " ..." : text;
	}

}
