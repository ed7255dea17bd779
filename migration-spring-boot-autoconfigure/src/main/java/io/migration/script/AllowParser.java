// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;

import io.migration.script.AllowedHazard.Scope;
import io.migration.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code -- migrate:allow <rule> scope=statement|step reason="..."}.
 *
 * @param problems where mistakes go
 * @param markers reads the parts of the line
 */
record AllowParser(FileProblems problems, MarkerParser markers) {

	private static final String FORM = "Write '-- migrate:allow <rule> scope=statement|step reason=\"...\"'.";

	@Nullable AllowedHazard parse(SqlToken comment) {
		Marker marker = this.markers.parse(comment.text(), comment.line());
		if (marker == null || !check(marker)) {
			return null;
		}
		Scope scope = "step".equals(marker.option("scope")) ? Scope.STEP : Scope.STATEMENT;
		return new AllowedHazard(marker.words().get(0), scope, String.valueOf(marker.option("reason")), marker.line());
	}

	private boolean check(Marker marker) {
		OptionNames names = new OptionNames("allow", List.of("scope", "reason"), this.problems);
		boolean valid = names.check(marker);
		if (marker.words().size() != 1) {
			this.problems.add(marker.line(), "The marker 'allow' needs the name of one rule", FORM);
			valid = false;
		}
		String scope = marker.option("scope");
		if (scope != null && !scope.equals("statement") && !scope.equals("step")) {
			this.problems.add(marker.line(), "The value '" + scope + "' of 'scope' is not valid",
					"Use scope=statement or scope=step.");
			valid = false;
		}
		String reason = marker.option("reason");
		if (reason == null || reason.isBlank()) {
			this.problems.add(marker.line(), "The marker 'allow' needs a reason", FORM);
			valid = false;
		}
		return valid;
	}

}
