// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;

import io.migration.BackfillControl;
import io.migration.BackfillStatus;
import io.migration.backfill.BackfillFigures;

/**
 * How backfills stand, for people.
 */
final class BackfillText {

	private BackfillText() {
	}

	static String of(BackfillControl control) {
		String id = BackfillFigures.id(control.backfill().version(), control.backfill().name());
		return "%s%n%s".formatted(of(List.of(control.backfill())), switch (control.action()) {
			case PAUSE -> sentence(control, "Backfill " + id + " is paused");
			case RESUME -> sentence(control, "Backfill " + id + " goes on");
			case CANCEL -> sentence(control, "Backfill " + id + " is cancelled");
			case SPEED -> sentence(control, "Backfill " + id + " " + limit(control.backfill()));
		});
	}

	private static String sentence(BackfillControl control, String sentence) {
		return control.effective() ? sentence + "." : sentence + " already.";
	}

	private static String limit(BackfillStatus backfill) {
		String limit = BackfillFigures.limit(backfill.limit());
		return (backfill.limit() != null) ? "is " + limit : "has " + limit;
	}

	static String of(List<BackfillStatus> backfills) {
		TextTable table = new TextTable("BACKFILL", "TABLE", "STATE", "PASS", "ROWS", "CHANGED", "DONE", "SPEED",
				"LEFT", "BATCHES");
		for (BackfillStatus backfill : backfills) {
			table.row(BackfillFigures.id(backfill.version(), backfill.name()), backfill.table(),
					backfill.state().toString(), String.valueOf(backfill.pass()), BackfillFigures.rows(backfill),
					BackfillFigures.number(backfill.changed()), BackfillFigures.percentage(backfill),
					BackfillFigures.speed(backfill), BackfillFigures.left(backfill),
					String.valueOf(backfill.workers()));
		}
		StringBuilder text = new StringBuilder(table.toString());
		backfills.forEach((backfill) -> details(text, backfill));
		return text.toString();
	}

	private static void details(StringBuilder text, BackfillStatus backfill) {
		String id = BackfillFigures.id(backfill.version(), backfill.name());
		if (backfill.limit() != null) {
			line(text, "Backfill " + id + " " + limit(backfill) + ".");
		}
		if (backfill.throttledBy() != null) {
			line(text, "Backfill " + id + " is slowed down: " + backfill.throttledBy());
		}
		if (backfill.error() != null) {
			line(text, "Error in backfill " + id + ": " + backfill.error());
		}
		if (!backfill.skipped().isEmpty()) {
			line(text, "Rows that backfill " + id + " could not change: " + String.join(", ", backfill.skipped()));
		}
	}

	private static void line(StringBuilder text, String line) {
		text.append(line).append(System.lineSeparator());
	}

}
