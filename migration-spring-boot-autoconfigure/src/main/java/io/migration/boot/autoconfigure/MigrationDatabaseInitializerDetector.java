// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;

/**
 * Makes beans that use the database wait for the {@link MigrationInitializer}.
 */
class MigrationDatabaseInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	// By name, because JPA is optional and its detector is not public
	private static final String JPA_DETECTOR = "org.springframework.boot.jpa.JpaDatabaseInitializerDetector";

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(MigrationInitializer.class);
	}

	@Override
	public void detectionComplete(ConfigurableListableBeanFactory beanFactory, Set<String> initializers) {
		String migration = detectedBy(getClass().getName(), beanFactory, initializers);
		String jpa = detectedBy(JPA_DETECTOR, beanFactory, initializers);
		if (migration != null && jpa != null) {
			throw MigrationConflictException.deferredInitialization(migration, jpa);
		}
	}

	private static @Nullable String detectedBy(String detector, ConfigurableListableBeanFactory beanFactory,
			Set<String> initializers) {
		for (String initializer : initializers) {
			BeanDefinition definition = beanFactory.getBeanDefinition(initializer);
			if (detector.equals(definition.getAttribute(DatabaseInitializerDetector.class.getName()))) {
				return initializer;
			}
		}
		return null;
	}

	/**
	 * Behind Flyway (0 and 1) and Liquibase (0), so that one of them on the same data
	 * source is refused before anything has run; before {@code schema.sql}.
	 */
	@Override
	public int getOrder() {
		return 10;
	}

}
