// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.MigrationVersion;
import io.migration.StepId;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonValue}.
 */
class JsonValueTests {

	@Test
	void recordsBecomeObjectsWithTimesInMilliseconds() {
		Sample sample = new Sample(Instant.EPOCH, Duration.ofSeconds(2), null,
				List.of(new StepId(MigrationVersion.of("1.2"), "a \"b\"", "V1.sql", StepType.UP, null)));
		assertThat(JsonWriter.standard().writeToString(JsonValue.of(sample))).isEqualTo("""
				{"at":"1970-01-01T00:00:00Z","durationMs":2000,"pauseMs":null,"steps":[{"version":"1.2",\
				"description":"a \\"b\\"","script":"V1.sql","step":"UP","name":null}]}""");
	}

	record Sample(Instant at, Duration duration, @Nullable Duration pause, List<StepId> steps) {

	}

}
