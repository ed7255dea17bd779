// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Boot would print for a failed start: all analyzers that it knows are asked,
 * in their order.
 */
final class FailureAnalyses implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Logger logger = LoggerFactory.getLogger(FailureAnalyses.class);

	private @Nullable ConfigurableApplicationContext context;

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		this.context = context;
	}

	FailureAnalysis of(@Nullable Throwable failure) {
		assertThat(failure).isNotNull();
		return analyzers().stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> analyzed(failure));
	}

	private List<FailureAnalyzer> analyzers() {
		ConfigurableApplicationContext context = Objects.requireNonNull(this.context);
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
			.and(Environment.class, context.getEnvironment());
		return SpringFactoriesLoader.forDefaultResourceLocation(context.getClassLoader())
			.load(FailureAnalyzer.class, arguments,
					FailureHandler.handleMessage((message, ex) -> logger.debug(message.get())));
	}

	private static FailureAnalysis analyzed(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof FailureAnalyzedException analyzed) {
				return analyzed.analysis();
			}
		}
		throw new AssertionError("No analysis", failure);
	}

}
