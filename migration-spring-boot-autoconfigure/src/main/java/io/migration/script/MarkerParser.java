// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migration.sql.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * Recognises and reads markers.
 */
final class MarkerParser {

	static final String ALLOW = "allow";

	private static final String PREFIX = "migrate:";

	/**
	 * What could be a marker. With a blank behind the colon it is prose, unless a word of
	 * ours follows.
	 */
	private static final Pattern CANDIDATE = Pattern.compile(
			"--[ \\t]*migrate:(?:(?=\\S)|[ \\t]+(?=(?:" + String.join("|", words()) + ")\\b))(\\S+)",
			Pattern.CASE_INSENSITIVE);

	/**
	 * What was meant to be a marker: a whole line with nothing but one of our words.
	 * Taken for prose, a misspelt {@code down} would run as part of {@code up}.
	 */
	private static final Pattern NEAR_MISS = Pattern
		.compile("--[-@+*/!#\\s\\u00a0]*migrat(?:e|ion|ions)[\\s\\u00a0]*:?[\\s\\u00a0]*(" + String.join("|", words())
				+ ")[\\s\\u00a0;:.]*(?:\\s[\\w-]+=\\S+\\s*)*", Pattern.CASE_INSENSITIVE);

	private static final Pattern EXACT = Pattern.compile("--[ \\t]*migrate:(\\S+)");

	private static final Pattern ARGUMENT = Pattern
		.compile("\\s*(?:([A-Za-z][\\w-]*)=(?:\"([^\"]*)\"(?=\\s|$)|((?:[^\\s\"]|\"[^\\s\"]*\")+)(?=\\s|$))|(\\S+))");

	private final FileProblems problems;

	MarkerParser(FileProblems problems) {
		this.problems = problems;
	}

	/**
	 * Return a matcher that finds everything in a text that looks like a marker.
	 * @param text the text
	 * @return the matcher
	 */
	static Matcher candidates(String text) {
		return CANDIDATE.matcher(text);
	}

	/**
	 * Return whether a text may hold something that looks like a marker. Much cheaper
	 * than {@link #candidates(String)}, and most texts hold none.
	 * @param text the text
	 * @return {@code false} if there is none
	 */
	static boolean mayHoldMarkers(String text) {
		for (int start = text.indexOf("--"); start >= 0; start = text.indexOf("--", start + 1)) {
			int word = start + 2;
			while (word < text.length() && (text.charAt(word) == ' ' || text.charAt(word) == '\t')) {
				word++;
			}
			if (text.regionMatches(true, word, PREFIX, 0, PREFIX.length())) {
				return true;
			}
		}
		return false;
	}

	static boolean isMarker(String comment) {
		return CANDIDATE.matcher(comment).lookingAt() || NEAR_MISS.matcher(comment).matches();
	}

	static boolean isAllow(String comment) {
		return word(comment).equals(ALLOW);
	}

	static boolean opensSection(String comment) {
		return isMarker(comment) && !isAllow(comment);
	}

	/**
	 * Return the word behind the colon.
	 * @param comment a line comment
	 * @return the word, empty if the comment is no proper marker
	 */
	static String word(String comment) {
		Matcher matcher = EXACT.matcher(comment);
		return matcher.lookingAt() ? matcher.group(1) : "";
	}

	/**
	 * Read a marker.
	 * @param comment a line comment that is one
	 * @param line its line
	 * @return the marker or {@code null} if there is a mistake
	 */
	@Nullable Marker parse(String comment, int line) {
		Matcher matcher = EXACT.matcher(comment);
		if (matcher.lookingAt() && words().contains(matcher.group(1))) {
			return arguments(matcher.group(1), comment.substring(matcher.end()), line);
		}
		addUnknown(comment, line);
		return null;
	}

	private void addUnknown(String comment, int line) {
		Matcher candidate = CANDIDATE.matcher(comment);
		String marker = candidate.lookingAt() ? candidate.group() : comment;
		String nearest = candidate.lookingAt() ? NearestWord.to(candidate.group(1), words()) : meant(comment);
		String hint = (nearest != null) ? "Did you mean '-- migrate:" + nearest + "'? " : "";
		this.problems.add(line, "Unknown marker '" + marker + "'",
				hint + "Valid after '-- migrate:' are " + String.join(", ", words()) + ".");
	}

	private static @Nullable String meant(String comment) {
		Matcher matcher = NEAR_MISS.matcher(comment);
		return matcher.matches() ? NearestWord.to(matcher.group(1), words()) : null;
	}

	private static List<String> words() {
		List<String> words = new ArrayList<>(SectionType.words());
		words.add(ALLOW);
		return words;
	}

	private @Nullable Marker arguments(String word, String text, int line) {
		List<String> words = new ArrayList<>();
		Map<String, String> options = new LinkedHashMap<>();
		boolean valid = true;
		Matcher matcher = ARGUMENT.matcher(text.strip());
		while (matcher.lookingAt()) {
			valid &= add(matcher, words, options, line);
			matcher.region(matcher.end(), matcher.regionEnd());
		}
		return valid ? new Marker(words, options, line) : null;
	}

	private boolean add(Matcher argument, List<String> words, Map<String, String> options, int line) {
		String name = argument.group(1);
		if (name == null) {
			return addWord(argument.group(4), words, line);
		}
		String value = (argument.group(2) != null) ? argument.group(2) : argument.group(3);
		if (options.putIfAbsent(name, value) != null) {
			this.problems.add(line, "The option '" + name + "' is given twice", "Keep one of them.");
			return false;
		}
		return true;
	}

	private boolean addWord(String text, List<String> words, int line) {
		if (text.contains("=") || text.contains("\"")) {
			this.problems.add(line, "'" + text + "' is not of the form name=value",
					"Write name=value without blanks around '=', and a value with blanks as name=\"value\".");
			return false;
		}
		words.add(text);
		return true;
	}

}
