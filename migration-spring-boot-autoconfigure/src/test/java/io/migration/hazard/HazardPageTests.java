// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.migration.Severity;
import io.migration.hazard.rule.HazardRule;
import io.migration.hazard.rule.HazardRules;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@code docs/hazards.md}, and for the examples of the rules.
 */
class HazardPageTests {

	private static final String WRITE = "docs.write";

	private static final String COMMAND = "mvn -Pquick -pl migration-spring-boot-autoconfigure test "
			+ "-Dtest=HazardPageTests -D" + WRITE;

	@TempDir
	private Path folder;

	@Test
	void pageTellsWhatTheRulesSay() throws Exception {
		String page = Files.readString(HazardPage.FILE);
		String expected = new HazardPage(this.folder).in(page);
		if (System.getProperty(WRITE) != null) {
			Files.writeString(HazardPage.FILE, expected);
			return;
		}
		assertThat(page).as("docs/hazards.md is out of date; write it anew with: " + COMMAND).isEqualTo(expected);
	}

	@Test
	void pageNamesTheCommandThatWritesIt() throws Exception {
		assertThat(Files.readString(HazardPage.FILE)).contains(COMMAND);
	}

	@Test
	void pageWithoutMarksIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new HazardPage(this.folder).in("# Hazards\n"))
			.withMessageContaining("marks");
	}

	@TestFactory
	Stream<DynamicTest> ruleReportsItsExample() {
		return HazardRules.all()
			.stream()
			.filter((rule) -> !rule.example().script().isEmpty())
			.map((rule) -> DynamicTest.dynamicTest(rule.id(),
					() -> assertThat(new HazardPage(this.folder).finding(rule).severity()).isEqualTo(rule.severity())));
	}

	@Test
	void onlyRulesOfCertainServersAndSizesHaveNoExample() {
		assertThat(HazardPage.withoutExample()).containsExactly("add-column-default-rewrite",
				"concurrent-index-corruption-14", "enum-add-value-in-transaction", "large-insert",
				"needs-newer-server");
	}

	@Test
	void rulesAreComplete() {
		assertThat(HazardRules.all()).allSatisfy((rule) -> {
			assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)+|cluster");
			assertThat(rule.severity()).isNotEqualTo(Severity.OFF);
			assertThat(rule.summary()).isNotBlank().doesNotEndWith(".");
			assertThat(rule.why()).as(rule.id()).endsWith(".");
			assertThat(rule.advice()).as(rule.id()).endsWith(".");
		});
		assertThat(HazardRules.all()).extracting(HazardRule::id).isSorted();
	}

}
