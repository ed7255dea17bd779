// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import io.migration.BackfillStatus;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is, for people.
 *
 * @since 1.0.0
 */
public final class BackfillFigures {

	private BackfillFigures() {
	}

	/**
	 * Return how a backfill is called.
	 * @param version version of its migration
	 * @param name its name, {@code null} if the migration has only one
	 * @return the version, and the name behind it
	 */
	public static String id(String version, @Nullable String name) {
		return (name != null) ? version + " '" + name + "'" : version;
	}

	/**
	 * Return how many rows are done, and of how many.
	 * @param backfill how it stands
	 * @return such as {@code 1,200,000 of about 5,000,000}
	 */
	public static String rows(BackfillStatus backfill) {
		String rows = number(backfill.rows());
		Long estimated = backfill.estimatedRows();
		return (estimated != null && estimated > 0) ? rows + " of about " + number(estimated) : rows;
	}

	/**
	 * Return how much is done.
	 * @param backfill how it stands
	 * @return such as {@code 24.0 %}; empty if it cannot be told
	 */
	public static String percentage(BackfillStatus backfill) {
		Double percentage = backfill.percentage();
		return (percentage != null) ? String.format(Locale.ROOT, "%.1f %%", percentage) : "";
	}

	/**
	 * Return how fast it is.
	 * @param backfill how it stands
	 * @return such as {@code 51,000 rows/s}; empty if nothing ran lately
	 */
	public static String speed(BackfillStatus backfill) {
		Double rate = backfill.rowsPerSecond();
		return (rate != null) ? number(Math.round(rate)) + " rows/s" : "";
	}

	/**
	 * Return how much time is left.
	 * @param backfill how it stands
	 * @return such as {@code 1 min 14 s}; empty if it cannot be told
	 */
	public static String left(BackfillStatus backfill) {
		Duration remaining = backfill.remaining();
		return (remaining != null) ? time(remaining) : "";
	}

	// Two units are as exact as an estimate can be
	private static String time(Duration duration) {
		if (duration.toDays() > 0) {
			return duration.toDays() + " d " + duration.toHoursPart() + " h";
		}
		if (duration.toHours() > 0) {
			return duration.toHours() + " h " + duration.toMinutesPart() + " min";
		}
		return (duration.toMinutes() > 0) ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
				: duration.toSeconds() + " s";
	}

	/**
	 * Return how far it is, in one line.
	 * @param backfill how it stands
	 * @return such as {@code 1,200,000 of about 5,000,000 rows (24.0 %), 51,000 rows/s, 1
	 * min 14 s left}
	 */
	public static String sentence(BackfillStatus backfill) {
		StringBuilder sentence = new StringBuilder(rows(backfill) + " rows");
		append(sentence, " (", percentage(backfill), ")");
		append(sentence, " of pass ", (backfill.pass() > 1) ? String.valueOf(backfill.pass()) : "", "");
		append(sentence, ", ", speed(backfill), "");
		append(sentence, ", ", left(backfill), " left");
		append(sentence, "; gives way: ", Objects.requireNonNullElse(backfill.throttledBy(), ""), "");
		return sentence.toString();
	}

	private static void append(StringBuilder sentence, String before, String part, String after) {
		if (!part.isEmpty()) {
			sentence.append(before).append(part).append(after);
		}
	}

	/**
	 * Return how a limit is told.
	 * @param limit most rows per second, {@code null} for no limit
	 * @return such as {@code limited to 5,000 rows per second, all instances together}
	 */
	public static String limit(@Nullable Long limit) {
		return (limit != null) ? "limited to " + number(limit) + " rows per second, all instances together"
				: "no limit of rows per second";
	}

	/**
	 * Return a number that people can read at a glance.
	 * @param number the number
	 * @return such as {@code 1,200,000}
	 */
	public static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

}
