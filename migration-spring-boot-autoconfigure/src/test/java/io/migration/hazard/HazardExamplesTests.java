// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.migration.Finding;
import io.migration.PendingMigration;
import io.migration.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statements that hurt and statements that only look like it. A linter that cries wolf is
 * switched off, so both are counted.
 */
class HazardExamplesTests {

	private static final Logger logger = LoggerFactory.getLogger(HazardExamplesTests.class);

	private static final String DOWN = "\n-- migrate:down\nSELECT 1;\n";

	@TempDir
	private Path folder;

	@Test
	void findsWhatHurtsAndNothingElse() throws Exception {
		List<Example> examples = new ArrayList<>(examples("positives.txt"));
		assertThat(examples).hasSizeGreaterThanOrEqualTo(150);
		List<Example> harmless = examples("negatives.txt");
		assertThat(harmless).hasSizeGreaterThanOrEqualTo(150);
		examples.addAll(harmless);
		Score score = new Score();
		for (Example example : examples) {
			score.add(example, found(example));
		}
		logger.info("{} examples: precision {}, recall {}", examples.size(), score.precision(), score.recall());
		String mistakes = score.mistakes.stream().collect(Collectors.joining("\n"));
		assertThat(score.precision()).as(mistakes).isGreaterThanOrEqualTo(0.97);
		assertThat(score.recall()).as(mistakes).isGreaterThanOrEqualTo(0.95);
		assertThat(score.mistakes).isEmpty();
	}

	private Set<String> found(Example example) throws IOException {
		Path project = Files.createDirectory(this.folder.resolve("example" + example.number()));
		Files.writeString(project.resolve("V1__shop.sql"), Files.readString(resource("shop.sql")));
		String script = example.script();
		Files.writeString(project.resolve("V2__example.sql"),
				script.contains("-- migrate:up") ? script : "-- migrate:up\n" + script + DOWN);
		List<PendingMigration> migrations = HazardLinter.of("filesystem:" + project).lint();
		return migrations.get(1)
			.findings()
			.stream()
			.filter((finding) -> finding.severity() != Severity.INFO)
			.map(Finding::rule)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<Example> examples(String file) throws Exception {
		List<Example> examples = new ArrayList<>();
		int number = file.startsWith("pos") ? 0 : 1000;
		for (String line : Files.readAllLines(resource(file))) {
			if (!line.isBlank() && !line.startsWith("#")) {
				examples.add(Example.of(++number, line));
			}
		}
		return examples;
	}

	private static Path resource(String name) {
		try {
			return Path.of(HazardExamplesTests.class.getResource(name).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A migration and the rules that are to report it.
	 */
	private record Example(int number, Set<String> rules, String script) {

		static Example of(int number, String line) {
			int separator = (number < 1000) ? line.indexOf(" :: ") : -1;
			Set<String> rules = (separator < 0) ? Set.of()
					: new LinkedHashSet<>(Arrays.asList(line.substring(0, separator).split(", ")));
			String script = line.substring((separator < 0) ? 0 : separator + 4);
			return new Example(number, rules, script.replace("\\\\.", "\\.").replace("\\n", "\n").replace("\\t", "\t"));
		}

	}

	/**
	 * Counts findings that are right, wrong and missing.
	 */
	private static final class Score {

		private final List<String> mistakes = new ArrayList<>();

		private int right;

		private int wrong;

		private int missing;

		void add(Example example, Set<String> found) {
			for (String rule : example.rules()) {
				boolean there = found.contains(rule);
				this.right += there ? 1 : 0;
				this.missing += there ? 0 : 1;
				if (!there) {
					this.mistakes.add("missing " + rule + ": " + example.script());
				}
			}
			for (String rule : found) {
				if (!example.rules().contains(rule)) {
					this.wrong++;
					this.mistakes.add("wrong " + rule + ": " + example.script());
				}
			}
		}

		double precision() {
			return (double) this.right / (this.right + this.wrong);
		}

		double recall() {
			return (double) this.right / (this.right + this.missing);
		}

	}

}
