// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.nio.file.Path;
import java.util.List;

import io.migration.crash.Trigger.Aftermath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The hand that kills has to hit, or to say that it could not: what it breaks itself must
 * not look like a failure of the engine.
 */
@Tag("processes")
class ExecutionerTests {

	@TempDir
	static Path folder;

	private static List<Scenario> scenarios;

	private static ChildImage image;

	@BeforeAll
	static void prepare() {
		scenarios = Scenario.all(folder);
		image = ChildImage.train(folder, scenarios.get(0).operations().get(0));
	}

	@ParameterizedTest
	@EnumSource
	void hitsAStatementThatHasNoLockToWaitFor(Aftermath aftermath) {
		Scenario segments = scenarios.stream()
			.filter((scenario) -> scenario.name().equals("segments"))
			.findFirst()
			.orElseThrow();
		Traffic nothing = Traffic.of(List.of("DROP INDEX CONCURRENTLY IF EXISTS c"));
		Trigger trigger = Trigger.at(0, nothing, 1, KillPoint.IN, aftermath);
		assertThat(kill(segments, trigger)).containsExactly(new Kill(new Cell(false, nothing), KillPoint.IN, false));
	}

	@Test
	void saysWhyItMissed() {
		Trigger trigger = Trigger.at(0, Traffic.CREATE_INDEX, 1, KillPoint.IN, Aftermath.COMPLETED);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> kill(withoutTheTableToHold(), trigger))
			.withMessageContaining("No process could be killed at operation 1 in create_index #1, completed")
			.withMessageContaining("LOCK TABLE effects")
			.withMessageContaining("StepFailedException")
			.havingRootCause()
			.withMessageContaining("relation \"effects\" does not exist");
	}

	private Scenario withoutTheTableToHold() {
		Script other = Script.of(1, "other", Change.nothing("CREATE TABLE other (tag text)"));
		Script index = Script.of(2, "index", Change.nothing("CREATE INDEX CONCURRENTLY a ON other (tag)"));
		Release release = Release.write(folder.resolve("other"), List.of(other, index));
		return new Scenario("other", List.of(Operation.migrate(release)), new CrashModel().world());
	}

	private List<Kill> kill(Scenario scenario, Trigger trigger) {
		try (Children children = new Children(image)) {
			return new CrashCase(1, scenario, List.of(trigger)).run(children::next);
		}
	}

}
