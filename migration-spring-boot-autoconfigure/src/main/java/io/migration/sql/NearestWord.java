// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Finds the word that somebody probably meant.
 *
 * @since 1.0.0
 */
public final class NearestWord {

	private NearestWord() {
	}

	/**
	 * Return the candidate that needs the fewest corrections, regardless of case.
	 * @param word the word as written
	 * @param candidates the valid words; the first of equally near ones wins
	 * @return the nearest candidate or {@code null} if all are too far away
	 */
	public static @Nullable String to(String word, Collection<String> candidates) {
		String nearest = null;
		int limit = Math.max(1, Math.min(3, (word.length() + 1) / 3));
		for (String candidate : candidates) {
			int distance = distance(SqlCharacters.fold(word), SqlCharacters.fold(candidate));
			if (distance <= limit && distance < Math.max(word.length(), candidate.length())) {
				nearest = candidate;
				limit = distance - 1;
			}
		}
		return nearest;
	}

	private static int distance(String from, String to) {
		int[][] rows = new int[from.length() + 1][to.length() + 1];
		for (int i = 0; i <= from.length(); i++) {
			for (int j = 0; j <= to.length(); j++) {
				rows[i][j] = (i == 0 || j == 0) ? i + j : step(rows, from, to, i, j);
			}
		}
		return rows[from.length()][to.length()];
	}

	private static int step(int[][] rows, String from, String to, int i, int j) {
		int cost = (from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1;
		int best = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + cost);
		boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
				&& from.charAt(i - 2) == to.charAt(j - 1);
		return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
	}

}
