// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.Finding;
import io.migration.Finding.Position;
import io.migration.PendingMigration;
import io.migration.ScriptProblem;
import io.migration.Severity;
import io.migration.hazard.rule.HazardRules;

/**
 * Findings as SARIF 2.1.0, which code hosts show beside the code.
 */
final class SarifLog {

	private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

	private static final String INVALID = "invalid-script";

	private final SourceFiles sources;

	private final List<Map<String, Object>> rules = new ArrayList<>();

	private final Map<String, Integer> indexes = new LinkedHashMap<>();

	private SarifLog(SourceFiles sources) {
		this.sources = sources;
		HazardRules.all().forEach((rule) -> add(rule.id(), rule.summary(), rule.advice(), rule.severity()));
		add(INVALID, "The script cannot be read", "Correct the mistake.", Severity.ERROR);
	}

	static Map<String, Object> of(List<PendingMigration> migrations, SourceFiles sources) {
		SarifLog log = new SarifLog(sources);
		return log.log(migrations.stream()
			.flatMap((migration) -> migration.findings().stream())
			.map((finding) -> log.result(finding))
			.toList(), true);
	}

	static Map<String, Object> ofProblems(List<ScriptProblem> problems, SourceFiles sources) {
		SarifLog log = new SarifLog(sources);
		return log.log(problems.stream().map(log::result).toList(), false);
	}

	private void add(String id, String summary, String advice, Severity severity) {
		this.indexes.put(id, this.rules.size());
		this.rules.add(ordered("id", id, "shortDescription", message(summary), "help", message(advice),
				"defaultConfiguration", configuration(severity)));
	}

	private static Map<String, Object> configuration(Severity severity) {
		return (severity == Severity.OFF) ? ordered("enabled", false) : ordered("level", level(severity));
	}

	private Map<String, Object> log(List<Map<String, Object>> results, boolean successful) {
		Map<String, Object> driver = ordered("name", "migration-spring-boot-starter", "rules", this.rules);
		Map<String, Object> run = ordered("tool", ordered("driver", driver), "invocations",
				List.of(ordered("executionSuccessful", successful)), "columnKind", "utf16CodeUnits", "results",
				results);
		return ordered("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run));
	}

	private Map<String, Object> result(Finding finding) {
		String text = finding.message() + " Instead: " + finding.advice();
		String recipe = finding.recipe();
		return result(finding.rule(), finding.severity(),
				(recipe != null) ? text + System.lineSeparator() + recipe : text, finding.script(), finding.position());
	}

	private Map<String, Object> result(ScriptProblem problem) {
		return result(INVALID, Severity.ERROR, problem.message() + ". " + problem.action(), problem.script(),
				new Position(problem.line(), 1, problem.line(), 1));
	}

	private Map<String, Object> result(String rule, Severity severity, String text, String script, Position position) {
		Map<String, Object> location = ordered("artifactLocation", ordered("uri", uri(script)));
		if (position.line() > 0) {
			location.put("region", ordered("startLine", position.line(), "startColumn", position.column(), "endLine",
					position.endLine(), "endColumn", position.endColumn()));
		}
		return ordered("ruleId", rule, "ruleIndex", this.indexes.getOrDefault(rule, -1), "level", level(severity),
				"message", message(text), "locations", List.of(ordered("physicalLocation", location)));
	}

	private String uri(String script) {
		return UriPath.encode(this.sources.relativePath(script));
	}

	private static String level(Severity severity) {
		return switch (severity) {
			case ERROR -> "error";
			case WARNING -> "warning";
			default -> "note";
		};
	}

	private static Map<String, Object> message(String text) {
		return ordered("text", text);
	}

	private static Map<String, Object> ordered(Object... pairs) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put((String) pairs[i], pairs[i + 1]);
		}
		return map;
	}

}
