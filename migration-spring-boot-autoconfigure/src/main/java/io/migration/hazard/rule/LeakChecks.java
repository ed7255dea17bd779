// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.SessionStatement;

/**
 * Settings that stay in a connection of the pool. The engine puts back what the server
 * lists; settings of users are not listed.
 */
final class LeakChecks implements Check {

	private static final HazardRule LEAK = HazardRule
		.warning("session-setting-leak", RiskClass.SAFE, "SET of a setting with a dot, without LOCAL or RESET")
		.why("The server does not list such settings, so they cannot be put back: the next user of the connection has "
				+ "them.")
		.advice("Use SET LOCAL, or RESET it at the end.")
		.example("", "SET app.tenant = 'all';");

	// Of modules that come with the server; these are listed
	private static final Set<String> MODULES = Set.of("auto_explain", "pg_stat_statements", "pg_trgm", "plperl",
			"plpgsql", "plpython3u", "pltcl", "postgres_fdw", "sepgsql");

	@Override
	public List<HazardRule> rules() {
		return List.of(LEAK);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof SessionStatement.Setting setting && isOfUser(setting.name())
				&& !setting.local() && setting.value() != null && !setting.value().isEmpty()
				&& situation.memory()
					.after(setting)
					.stream()
					.noneMatch(
							(later) -> later instanceof SessionStatement.Setting other && takesBack(other, setting))) {
			report.add(Draft.of(LEAK, setting.range(), "The next user of the connection has it, too."));
		}
	}

	private static boolean isOfUser(String name) {
		int dot = name.indexOf('.');
		return dot > 0 && !MODULES.contains(name.substring(0, dot));
	}

	private static boolean takesBack(SessionStatement.Setting other, SessionStatement.Setting setting) {
		boolean none = other.value() == null || other.value().isEmpty();
		return none && (other.name().equals(setting.name()) || other.name().equals("all"));
	}

}
