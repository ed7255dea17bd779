// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link OptionCheck}.
 */
class OptionCheckTests {

	@Test
	@SuppressWarnings("unchecked")
	void knownOptionsAreThoseOfTheMetadata() throws Exception {
		Path classes = Path.of(OptionCheck.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		String json = Files.readString(classes.resolve("META-INF/spring-configuration-metadata.json"));
		List<Map<String, Object>> properties = (List<Map<String, Object>>) JsonParserFactory.getJsonParser()
			.parseMap(json)
			.get("properties");
		assertThat(OptionCheck.known()).containsExactlyInAnyOrderElementsOf(properties.stream()
			.map((property) -> (String) property.get("name"))
			.filter((name) -> name.startsWith("migration."))
			.toList());
	}

	@Test
	void everySpellingOfAnOptionIsKnown() {
		assertThatNoException().isThrownBy(() -> check("--migration.lockTimeout=1s", "--migration.lock_retry.budget=1s",
				"--migration.locations[0]=a", "--migration.placeholders.any=a", "--migration.placeholders[a.b]=c",
				"--migration.ACCEPT-DATA-LOSS=true", "--other.migration.x=1", "word")
			.names());
	}

	@Test
	void unknownOptionIsRefused() {
		assertThatExceptionOfType(CommandUsageException.class).isThrownBy(() -> check("--migration.step=1").names())
			.withMessage("There is no option --migration.step. Did you mean --migration.steps?");
		assertThatExceptionOfType(CommandUsageException.class)
			.isThrownBy(() -> check("--migration.something-else=1").names())
			.withMessage("There is no option --migration.something-else.");
	}

	@Test
	void onlyAMisspeltCommandIsOne() {
		assertThat(check("--migration.comand=plan").hasMisspeltCommand()).isTrue();
		assertThat(check("--migration.commands=plan").hasMisspeltCommand()).isTrue();
		assertThat(check("--migration.command=plan").hasMisspeltCommand()).isFalse();
		assertThat(check("--migration.Command=plan").hasMisspeltCommand()).isFalse();
		assertThat(check("--migration.schemas=plan").hasMisspeltCommand()).isFalse();
	}

	private static OptionCheck check(String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		return new OptionCheck(environment);
	}

}
