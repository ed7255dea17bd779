// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.migration.StepType;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.TokenFingerprint;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Makes steps of the sections of one file: reads options, replaces placeholders, checks
 * and hashes.
 */
final class StepFactory {

	private final ScriptFile file;

	private final SqlDialect dialect;

	private final Placeholders placeholders;

	private final FileProblems problems;

	private final TransactionMode configured;

	private final boolean hashesValues;

	private final Set<String> undefined = new TreeSet<>();

	/**
	 * Create a factory.
	 * @param file the file from which the sections are
	 * @param dialect how values of placeholders are read
	 * @param placeholders the values
	 * @param configured what the settings beside the file say about transactions
	 * @param hashesValues whether other values of placeholders make another step
	 * @param problems where mistakes go
	 */
	StepFactory(ScriptFile file, SqlDialect dialect, Placeholders placeholders, TransactionMode configured,
			boolean hashesValues, Problems problems) {
		this.file = file;
		this.dialect = dialect;
		this.placeholders = placeholders.with(Map.of("flyway:filename", file.fileName()));
		this.problems = problems.of(file);
		this.configured = configured;
		this.hashesValues = hashesValues;
	}

	/**
	 * Make a step.
	 * @param type the type of the step
	 * @param section the section
	 * @param verify the section that verifies it
	 * @param ordinal its position
	 * @return the step
	 */
	ScriptStep step(StepType type, Section section, @Nullable Section verify, int ordinal) {
		StepOptions options = new OptionReader(section, this.problems).read(this.configured);
		PlaceholderUse use = new PlaceholderUse();
		List<ScriptStatement> statements = statements(section, options, use);
		String body = (type == StepType.DOWN) ? PortableSection.of(section, verify, options) : section.body();
		return new ScriptStep(type, section.marker().option("name"), ordinal, options, statements, body,
				SingletonSupplier.of(() -> fingerprint(section, use)), queries(verify), section.allows(),
				this.file.path(), section.line(), use.undefined());
	}

	private String fingerprint(Section section, PlaceholderUse use) {
		String fingerprint = TokenFingerprint.ofStatements(section.statements());
		return (this.hashesValues && !use.isEmpty()) ? fingerprint + ":" + use.hash(fingerprint) : fingerprint;
	}

	/**
	 * Make queries of a section that holds nothing else.
	 * @param section the section
	 * @return the queries; none if there is no section
	 */
	List<ScriptStatement> queries(@Nullable Section section) {
		if (section == null) {
			return List.of();
		}
		StepOptions options = new OptionReader(section, this.problems).read(TransactionMode.AUTO);
		return statements(section, options, new PlaceholderUse());
	}

	Set<String> undefined() {
		return this.undefined;
	}

	private List<ScriptStatement> statements(Section section, StepOptions options, PlaceholderUse use) {
		PlaceholderReplacer replacer = new PlaceholderReplacer(this.placeholders, use, this.problems);
		StatementReplacer statementReplacer = new StatementReplacer(this.dialect, replacer, this.problems);
		List<ScriptStatement> statements = new ArrayList<>();
		for (SqlStatement written : section.statements()) {
			List<SqlStatement> replaced = options.placeholders() ? statementReplacer.replace(written)
					: List.of(written);
			replaced.forEach((statement) -> statements.add(new ScriptStatement(statement, written)));
		}
		new StatementRules(section, this.problems).check(statements.stream().map(ScriptStatement::sql).toList(),
				options.transaction());
		this.undefined.addAll(use.undefined());
		return statements;
	}

}
