// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.util.List;

import io.migration.HazardsFoundException;
import io.migration.InvalidScriptsException;
import io.migration.ValidationFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * What went wrong, explained as a failed start is explained.
 *
 * @param code how the command ends
 * @param description what happened, and in which state the database is
 * @param action what to do, {@code null} if that is not known
 * @param problems the single mistakes where there may be several
 * @param unexplained what was thrown, where nobody could explain it
 */
record CommandFailure(ExitCode code, String description, @Nullable String action, List<?> problems,
		@Nullable Throwable unexplained) {

	CommandFailure {
		problems = List.copyOf(problems);
	}

	static CommandFailure of(Throwable thrown, BeanFactory beanFactory, Environment environment) {
		FailureAnalysis analysis = analyze(thrown, beanFactory, environment);
		if (analysis == null) {
			return new CommandFailure(ExitCode.of(thrown), String.valueOf(thrown.getMessage()), null, List.of(),
					thrown);
		}
		return new CommandFailure(ExitCode.of(thrown), analysis.getDescription(), analysis.getAction(),
				problems(thrown), null);
	}

	private static @Nullable FailureAnalysis analyze(Throwable thrown, BeanFactory beanFactory,
			Environment environment) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, beanFactory)
			.and(Environment.class, environment);
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader
			.forDefaultResourceLocation(CommandFailure.class.getClassLoader())
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, failure) -> {
			}));
		for (FailureAnalyzer analyzer : analyzers) {
			FailureAnalysis analysis = analyze(thrown, analyzer);
			if (analysis != null) {
				return analysis;
			}
		}
		return analyzed(thrown);
	}

	// An analyzer that fails, as its library is not there, has nothing to say
	private static @Nullable FailureAnalysis analyze(Throwable thrown, FailureAnalyzer analyzer) {
		try {
			return analyzer.analyze(thrown);
		}
		catch (RuntimeException | LinkageError ex) {
			return null;
		}
	}

	// Last, as Spring Boot does it
	private static @Nullable FailureAnalysis analyzed(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof FailureAnalyzedException analyzed) {
				return analyzed.analysis();
			}
		}
		return null;
	}

	private static List<?> problems(Throwable thrown) {
		if (thrown instanceof InvalidScriptsException invalid) {
			return invalid.problems();
		}
		if (thrown instanceof HazardsFoundException found) {
			return found.findings();
		}
		return (thrown instanceof ValidationFailedException invalid) ? invalid.problems() : List.of();
	}

}
