// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.JavaBackfill;
import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Explains the cycle that comes from a bean that the engine needs but that itself needs a
 * migrated database. Before the analyzer of Spring Boot, whose advice is to allow
 * circular references, which does not help here.
 */
@Order(0)
class MigrationCycleFailureAnalyzer extends AbstractFailureAnalyzer<BeanCurrentlyInCreationException> {

	private static final Set<Class<?>> ENGINE_TYPES = Set.of(MigrationEngine.class, MigrationInitializer.class);

	private static final Set<Class<?>> CALLBACK_TYPES = Set.of(JavaMigration.class, JavaBackfill.class,
			MigrationListener.class, MigrationOptionsCustomizer.class, MigrationStrategy.class);

	private final BeanFactory beanFactory;

	MigrationCycleFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCurrentlyInCreationException cause) {
		List<String> beans = beansInCreation(rootFailure);
		int callback = lastCallbackBeforeEngine(beans);
		if (callback < 0) {
			return null;
		}
		String bean = beans.get(callback);
		return new FailureAnalysis(description(bean, beans.get(callback + 1)), action(bean), cause);
	}

	private static List<String> beansInCreation(Throwable failure) {
		List<String> beans = new ArrayList<>();
		for (Throwable candidate = failure; candidate != null; candidate = candidate.getCause()) {
			if (candidate instanceof BeanCreationException creation && creation.getBeanName() != null) {
				beans.add(creation.getBeanName());
			}
		}
		return beans;
	}

	// Each bean needs the next one; at fault is a callback that needs what needs the
	// engine
	private int lastCallbackBeforeEngine(List<String> beans) {
		boolean engineFollows = false;
		for (int i = beans.size() - 1; i >= 0; i--) {
			if (engineFollows && isAny(beans.get(i), CALLBACK_TYPES)) {
				return i;
			}
			engineFollows |= isAny(beans.get(i), ENGINE_TYPES);
		}
		return -1;
	}

	private boolean isAny(String bean, Set<Class<?>> types) {
		Class<?> beanType = this.beanFactory.containsBean(bean) ? this.beanFactory.getType(bean, false) : null;
		return beanType != null && types.stream().anyMatch((type) -> type.isAssignableFrom(beanType));
	}

	private static String description(String bean, String dependency) {
		return """
				The bean '%1$s' is part of the migrations, but it needs the bean '%2$s', which waits for the \
				migrations. So neither can come first. No migration has run.""".formatted(bean, dependency);
	}

	private String action(String bean) {
		String action = isAny(bean, Set.of(JavaMigration.class, JavaBackfill.class)) ? """
				Remove this dependency from '%s', and use the JdbcClient that is passed to its method %s: it works on \
				the connection, and in the transaction, of the %s.""" : """
				Remove this dependency from '%s', or inject an ObjectProvider instead and ask it for the bean when \
				the migrations have run. A DataSource can be injected, as it does not wait for them.""";
		boolean backfill = isAny(bean, Set.of(JavaBackfill.class));
		return action.formatted(bean, backfill ? "change" : "up", backfill ? "batch" : "migration");
	}

}
