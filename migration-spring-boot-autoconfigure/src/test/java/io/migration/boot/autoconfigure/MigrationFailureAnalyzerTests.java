// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.migration.InvalidScriptsException;
import io.migration.LockNotObtainedException;
import io.migration.MigrationException;
import io.migration.MigrationVersion;
import io.migration.ScriptProblem;
import io.migration.StepFailedException;
import io.migration.StepId;
import io.migration.StepInDoubtException;
import io.migration.StepType;
import io.migration.TargetUnusableException;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationFailureAnalyzerTests {

	private static final StepId STEP = new StepId(MigrationVersion.of("2"), "add orders", "V2__add_orders.sql",
			StepType.UP, null);

	private static final String UNCHANGED = "The database was not changed.";

	private final MigrationFailureAnalyzer analyzer = new MigrationFailureAnalyzer();

	@Test
	void invalidScripts() {
		FailureAnalysis analysis = analyze(new InvalidScriptsException(
				List.of(new ScriptProblem("V1__a.sql", 3, "The quote is not closed.", "Close it."),
						new ScriptProblem("V1__b.sql", 0, "Another script has version 1.", "Rename one of them."))));
		assertThat(analysis.getDescription()).isEqualTo("""
				V1__a.sql:3: The quote is not closed.
				V1__b.sql: Another script has version 1.

				The database was not changed.""");
		assertThat(analysis.getAction()).isEqualTo("""
				Close it.
				Rename one of them.""");
	}

	@Test
	void stepFailed() {
		FailureAnalysis analysis = analyze(
				new StepFailedException(STEP, 7, "V2__add_orders.sql:7: relation \"order\" does not exist",
						"Nothing of this migration remains.", "Correct the script and start again.", null));
		assertThat(analysis.getDescription()).isEqualTo("""
				V2__add_orders.sql:7: relation "order" does not exist

				Nothing of this migration remains.""");
		assertThat(analysis.getAction()).isEqualTo("Correct the script and start again.");
	}

	@Test
	void stepInDoubt() {
		FailureAnalysis analysis = analyze(new StepInDoubtException(STEP, "The connection broke during statement 2.",
				"Statement 1 is done.", "Look at the table and resolve."));
		assertThat(analysis.getDescription()).isEqualTo("""
				The connection broke during statement 2.

				Statement 1 is done.""");
		assertThat(analysis.getAction()).isEqualTo("Look at the table and resolve.");
	}

	@Test
	void lockNotObtained() {
		FailureAnalysis analysis = analyze(new LockNotObtainedException(Duration.ofMinutes(15),
				"Instance a holds the lock since 10:00.", UNCHANGED, "Wait for it, or end its session."));
		assertThat(analysis.getDescription()).isEqualTo("""
				Instance a holds the lock since 10:00.

				The database was not changed.""");
		assertThat(analysis.getAction()).isEqualTo("Wait for it, or end its session.");
	}

	@ParameterizedTest
	@EnumSource
	void targetUnusable(TargetUnusableException.Reason reason) {
		FailureAnalysis analysis = analyze(
				new TargetUnusableException(reason, "Found " + reason + ".", "Change " + reason + ".", null));
		assertThat(analysis.getDescription()).isEqualTo("""
				Found %s.

				The database was not changed.""".formatted(reason));
		assertThat(analysis.getAction()).isEqualTo("Change %s.".formatted(reason));
	}

	@ParameterizedTest
	@EnumSource
	void validationFailed(ValidationFailedException.Reason reason) {
		FailureAnalysis analysis = analyze(
				new ValidationFailedException(List.of(new Problem(reason, "1", "1 is " + reason + ".", "See to 1."),
						new Problem(reason, "2", "2 is " + reason + ".", "See to 2."))));
		assertThat(analysis.getDescription()).isEqualTo("""
				1 is %1$s.
				2 is %1$s.

				The database was not changed.""".formatted(reason));
		assertThat(analysis.getAction()).isEqualTo("""
				See to 1.
				See to 2.""");
	}

	@ParameterizedTest
	@MethodSource("credentials")
	void credentialsAreNotPrinted(String text, String printed) {
		FailureAnalysis analysis = analyze(new TargetUnusableException(TargetUnusableException.Reason.UNREACHABLE, text,
				"State: " + text, "Try: " + text, null));
		assertThat(analysis.getDescription()).isEqualTo("%s%n%nState: %s".formatted(printed, printed));
		assertThat(analysis.getAction()).isEqualTo("Try: " + printed);
	}

	static Stream<Object[]> credentials() {
		return Stream.of(
				new Object[] { "jdbc:postgresql://shop:s3cret@db:5432/shop refused",
						"jdbc:postgresql://***@db:5432/shop refused" },
				new Object[] { "jdbc:postgresql://db/shop?user=shop&password=s3cret&ssl=true",
						"jdbc:postgresql://db/shop?user=shop&password=***&ssl=true" },
				new Object[] { "ALTER ROLE shop PASSWORD 's3 cret'", "ALTER ROLE shop PASSWORD ***" },
				new Object[] { "CREATE USER MAPPING ... OPTIONS (user 'a', password 's3cret')",
						"CREATE USER MAPPING ... OPTIONS (user 'a', password ***)" },
				new Object[] { "Password = s3cret, user = shop", "Password = ***, user = shop" },
				new Object[] { "password authentication failed for user \"shop\"",
						"password authentication failed for user \"shop\"" });
	}

	@Test
	void winsOverAnalyzersOfCausesFurtherDown() {
		StepFailedException failure = new StepFailedException(STEP, 0, "It failed.", "Nothing remains.", "Mend it.",
				new NoSuchBeanDefinitionException("other"));
		FailureAnalyses analyses = new FailureAnalyses();
		new ApplicationContextRunner().withInitializer(analyses)
			.run((context) -> assertThat(
					analyses.of(new BeanCreationException("migrationInitializer", "failed", failure)).getDescription())
				.isEqualTo("""
						It failed.

						Nothing remains."""));
	}

	@Test
	void isPrintedWhenAnApplicationDoesNotStart(CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(FailingConfiguration.class)
			.web(WebApplicationType.NONE)
			.build();
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(application::run);
		assertThat(output).contains("""
				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				V2__add_orders.sql:7: relation "order" does not exist

				Nothing of this migration remains.

				Action:

				Correct the script and start again.
				""");
	}

	private FailureAnalysis analyze(MigrationException failure) {
		FailureAnalysis analysis = this.analyzer
			.analyze(new BeanCreationException("migrationInitializer", "x", failure));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getCause()).isSameAs(failure);
		return analysis;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MigrationAutoConfiguration.class)
	static class FailingConfiguration {

		@Bean
		UnusedDataSource dataSource() {
			return new UnusedDataSource();
		}

		@Bean
		RecordingEngine engine() {
			return RecordingEngine
				.failing(new StepFailedException(STEP, 7, "V2__add_orders.sql:7: relation \"order\" does not exist",
						"Nothing of this migration remains.", "Correct the script and start again.", null));
		}

	}

}
