// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migration.sql.NearestWord;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;

/**
 * Replaces placeholders in the text of a statement, token by token: only inside of
 * quotes, bodies and comments a doubled dollar sign means the text itself.
 */
final class PlaceholderReplacer {

	private static final Pattern PLACEHOLDER = Pattern.compile("(\\$?)\\$\\{([^\\s${}]+)}");

	private static final Pattern DOLLAR_TAG = Pattern.compile("\\$[^$]*\\$");

	private static final Set<String> KNOWN_NAMES = Set.of("flyway:defaultSchema", "flyway:user", "flyway:database",
			"flyway:timestamp", "flyway:filename", "flyway:workingDirectory", "flyway:table");

	private final Placeholders placeholders;

	private final PlaceholderUse use;

	private final FileProblems problems;

	PlaceholderReplacer(Placeholders placeholders, PlaceholderUse use, FileProblems problems) {
		this.placeholders = placeholders;
		this.use = use;
		this.problems = problems;
	}

	ReplacedText replace(SqlStatement statement) {
		ReplacedText result = new ReplacedText();
		String text = statement.text();
		int start = statement.tokens().get(0).offset();
		int position = 0;
		for (SqlToken token : statement.tokens()) {
			int offset = token.offset() - start;
			String gap = text.substring(position, offset);
			if (gap.contains("${")) {
				replaceQuoted(gap, statement.line() + LineEnds.count(text, 0, position), result);
			}
			else {
				result.append(gap);
			}
			replace(token, result);
			position = offset + token.text().length();
		}
		result.append(text.substring(position));
		return result;
	}

	String replaceData(String data, int line) {
		ReplacedText result = new ReplacedText();
		replaceQuoted(data, line, result);
		return result.toString();
	}

	private void replace(SqlToken token, ReplacedText result) {
		String text = token.text();
		if (token.type() == TokenType.PLACEHOLDER) {
			appendValue(text.substring(2, text.length() - 1), text, token.line(), result);
		}
		else if (token.type() == TokenType.STRING || token.type() == TokenType.QUOTED_IDENTIFIER) {
			Matcher tag = DOLLAR_TAG.matcher(text);
			int start = tag.lookingAt() ? tag.end() : 0;
			result.append(text.substring(0, start));
			replaceQuoted(text.substring(start), token.line(), result);
		}
		else {
			result.append(text);
		}
	}

	private void replaceQuoted(String text, int line, ReplacedText result) {
		int position = 0;
		Matcher matcher = PLACEHOLDER.matcher(text);
		while (matcher.find()) {
			result.append(text.substring(position, matcher.start()));
			if (matcher.group(1).isEmpty()) {
				int foundIn = line + LineEnds.count(text, 0, matcher.start());
				appendValue(matcher.group(2), matcher.group(), foundIn, result);
			}
			else {
				result.append(matcher.group().substring(1));
			}
			position = matcher.end();
		}
		result.append(text.substring(position));
	}

	private void appendValue(String name, String written, int line, ReplacedText result) {
		String value = this.placeholders.value(name);
		if (value != null) {
			this.use.addValue(name, value);
			result.appendValue(value);
			return;
		}
		result.append(written);
		if (this.use.addUndefined(name) && this.placeholders.isStrict()) {
			addUndefined(name, line);
		}
	}

	private void addUndefined(String name, int line) {
		Collection<String> names = new TreeSet<>(this.placeholders.names());
		names.addAll(KNOWN_NAMES);
		String nearest = NearestWord.to(name, names);
		List<String> action = new ArrayList<>();
		if (nearest != null) {
			action.add("Did you mean '${" + nearest + "}'?");
		}
		action.add("Define 'migration.placeholders." + name
				+ "', or switch replacement off for the section with placeholders=off.");
		this.problems.add(line, "The placeholder '${" + name + "}' has no value", String.join(" ", action));
	}

}
