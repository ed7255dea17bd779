// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

import io.migration.sql.SqlDialect;
import io.migration.sql.SqlScript;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlSyntaxException;
import io.migration.sql.SqlToken;

/**
 * Cuts a text into its sections.
 */
final class SectionReader {

	private final SqlDialect dialect;

	private final FileProblems problems;

	private final MarkerParser markers;

	SectionReader(SqlDialect dialect, FileProblems problems) {
		this.dialect = dialect;
		this.problems = problems;
		this.markers = new MarkerParser(problems);
	}

	/**
	 * Read the sections of a script.
	 * @param source the text
	 * @return the sections in their order; those with a mistake are left out
	 */
	List<Section> read(String source) {
		try {
			SqlScript script = this.dialect.read(source, MarkerParser::opensSection);
			List<AllowMarker> allows = allows(source, script);
			return script.boundaries().isEmpty() ? List.of(whole(SectionType.UP, source, script, allows))
					: sections(source, script, allows);
		}
		catch (SqlSyntaxException ex) {
			return failed(ex);
		}
	}

	/**
	 * Read an undo script, which has no sections.
	 * @param source the text
	 * @return one section
	 */
	List<Section> readUndo(String source) {
		try {
			SqlScript script = this.dialect.read(source, MarkerParser::opensSection);
			for (SqlToken boundary : script.boundaries()) {
				this.problems.add(boundary.line(), "An undo script has no sections",
						"Remove the marker, or move the text into a section 'down' of the migration.");
			}
			return List.of(whole(SectionType.DOWN, source, script, allows(source, script)));
		}
		catch (SqlSyntaxException ex) {
			return failed(ex);
		}
	}

	private List<Section> failed(SqlSyntaxException ex) {
		this.problems.add(ex.line(), String.valueOf(ex.getMessage()), ex.action());
		return List.of();
	}

	private static Section whole(SectionType type, String source, SqlScript script, List<AllowMarker> allows) {
		return new Section(type, Marker.NONE, source, script.statements(),
				allows.stream().map(AllowMarker::hazard).toList());
	}

	private List<Section> sections(String source, SqlScript script, List<AllowMarker> allows) {
		List<SqlToken> boundaries = script.boundaries();
		checkStart(script, allows);
		List<Section> sections = new ArrayList<>();
		for (int i = 0; i < boundaries.size(); i++) {
			int end = (i + 1 < boundaries.size()) ? lineStart(boundaries.get(i + 1)) : source.length();
			SqlToken boundary = boundaries.get(i);
			Marker marker = this.markers.parse(boundary.text(), boundary.line());
			SectionType type = SectionType.of(MarkerParser.word(boundary.text()));
			if (marker != null && type != null) {
				int start = LineEnds.startOfNextLine(source, boundary.end());
				sections.add(section(type, marker, source, script, allows, new Span(boundary.end(), start, end)));
			}
		}
		return sections;
	}

	private static Section section(SectionType type, Marker marker, String source, SqlScript script,
			List<AllowMarker> allows, Span span) {
		List<SqlStatement> statements = script.statements()
			.stream()
			.filter((statement) -> span.contains(statement.tokens().get(0).offset()))
			.toList();
		List<AllowedHazard> hazards = allows.stream()
			.filter((allow) -> span.contains(allow.offset()))
			.map(AllowMarker::hazard)
			.toList();
		return new Section(type, marker, source.substring(Math.min(span.bodyStart(), span.end()), span.end()),
				statements, hazards);
	}

	private void checkStart(SqlScript script, List<AllowMarker> allows) {
		SqlToken first = script.boundaries().get(0);
		if (!script.statements().isEmpty() && script.statements().get(0).tokens().get(0).offset() < first.offset()) {
			this.problems.add(script.statements().get(0).line(),
					"A statement stands before the first section, which starts in line " + first.line(),
					"Put '-- migrate:up' before it.");
		}
		if (!allows.isEmpty() && allows.get(0).offset() < first.offset()) {
			this.problems.add(allows.get(0).hazard().line(), "A marker 'allow' stands before the first section",
					"Move it into the section for which it is meant.");
		}
	}

	private static int lineStart(SqlToken token) {
		return token.offset() - token.column() + 1;
	}

	private List<AllowMarker> allows(String source, SqlScript script) {
		List<AllowMarker> allows = new ArrayList<>();
		if (!hasMarkerInside(source, script)) {
			// Most files: comments need not be looked for
			return allows;
		}
		AllowParser parser = new AllowParser(this.problems, this.markers);
		for (SqlToken comment : GapComments.of(source, script)) {
			if (MarkerParser.isMarker(comment.text())) {
				if (!source.substring(lineStart(comment), comment.offset()).isBlank()) {
					this.problems.add(comment.line(),
							"The marker '" + comment.text().strip() + "' does not start its line",
							"Put it on a line of its own.");
					continue;
				}
				AllowedHazard hazard = parser.parse(comment);
				if (hazard != null) {
					allows.add(new AllowMarker(hazard, comment.offset()));
				}
			}
		}
		return allows;
	}

	private static boolean hasMarkerInside(String source, SqlScript script) {
		if (!MarkerParser.mayHoldMarkers(source)) {
			return false;
		}
		Matcher candidates = MarkerParser.candidates(source);
		int count = 0;
		while (candidates.find()) {
			count++;
		}
		return count > script.boundaries().size();
	}

	private record AllowMarker(AllowedHazard hazard, int offset) {

	}

	/**
	 * Where a section is in the source.
	 */
	private record Span(int start, int bodyStart, int end) {

		boolean contains(int offset) {
			return offset >= this.start && offset < this.end;
		}

	}

}
