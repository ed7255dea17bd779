// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SessionStatement;
import io.migration.hazard.statement.SqlAction;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the session. The engine bounds the wait for locks by itself, so only a
 * script that says otherwise is reported.
 */
final class SettingChecks implements Check {

	private static final HazardRule MISSING = HazardRule
		.warning("missing-lock-timeout", RiskClass.BLOCKING,
				"A statement that locks a table, where the script has switched the lock time-out off")
		.why("While it waits for its lock, every later query on the table queues up behind it.")
		.advice("Leave the lock time-out to the engine, which tries again, or set one of a few seconds.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"SET lock_timeout = 0; ALTER TABLE users ADD COLUMN note text;");

	private static final HazardRule TOO_LONG = HazardRule
		.warning("lock-timeout-too-long", RiskClass.BLOCKING, "A lock time-out of more than 10 seconds")
		.why("Queries queue up behind a statement that waits for its lock for as long as that.")
		.advice("Use a few seconds; the engine tries again.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"SET lock_timeout = '5min'; ALTER TABLE users ADD COLUMN note text;");

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Pattern TIME = Pattern.compile("([0-9]+)\\s*(us|ms|s|min|h|d)?");

	@Override
	public List<HazardRule> rules() {
		return List.of(MISSING, TOO_LONG);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof SessionStatement.Setting setting && isReplica(setting)) {
			report.add(Draft.of(DropPartChecks.disableTrigger(), setting.range(),
					"Foreign keys and triggers are not looked at from here on."));
		}
		if (situation.lockedTables(LockMode.SHARE).isEmpty()) {
			return;
		}
		Duration bound = bound(situation);
		if (bound != null && bound.isZero()) {
			report.add(Draft.of(MISSING, situation.action().range(),
					"While it waits for its lock, for as long as it takes, later queries queue up behind it."));
		}
		else if (bound != null && bound.compareTo(LIMIT) > 0) {
			report.add(Draft.of(TOO_LONG, situation.action().range(),
					"Later queries queue up behind it for up to %d seconds.".formatted(bound.toSeconds())));
		}
	}

	private static boolean isReplica(SessionStatement.Setting setting) {
		return setting.name().equals("session_replication_role") && "replica".equalsIgnoreCase(setting.value());
	}

	// The last word before the statement counts
	private static @Nullable Duration bound(Situation situation) {
		Duration bound = situation.step().options().lockTimeout();
		for (SqlAction earlier : situation.memory().before()) {
			if (earlier instanceof SessionStatement.Setting setting && setting.name().equals("lock_timeout")) {
				bound = duration(setting.value());
			}
		}
		return bound;
	}

	private static @Nullable Duration duration(@Nullable String value) {
		Matcher matcher = TIME.matcher((value != null) ? value.strip().toLowerCase(Locale.ROOT) : "");
		if (!matcher.matches() || matcher.group(1).length() > 9) {
			return null;
		}
		long number = Long.parseLong(matcher.group(1));
		String unit = matcher.group(2);
		return switch ((unit != null) ? unit : "ms") {
			case "us" -> Duration.ofNanos(number * 1000);
			case "s" -> Duration.ofSeconds(number);
			case "min" -> Duration.ofMinutes(number);
			case "h" -> Duration.ofHours(number);
			case "d" -> Duration.ofDays(number);
			default -> Duration.ofMillis(number);
		};
	}

}
