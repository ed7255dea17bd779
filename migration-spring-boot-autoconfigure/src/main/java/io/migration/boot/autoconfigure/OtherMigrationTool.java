// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

/**
 * Tools that migrate a database too. They are known by the names of their classes, as an
 * application has one of them at most.
 */
enum OtherMigrationTool {

	FLYWAY("Flyway", "org.flywaydb.core.Flyway", "configuration.dataSource", "spring.flyway.enabled"),

	LIQUIBASE("Liquibase", "liquibase.integration.spring.SpringLiquibase", "dataSource", "spring.liquibase.enabled");

	private final String label;

	private final String className;

	private final String dataSourcePath;

	private final String enabledProperty;

	OtherMigrationTool(String label, String className, String dataSourcePath, String enabledProperty) {
		this.label = label;
		this.className = className;
		this.dataSourcePath = dataSourcePath;
		this.enabledProperty = enabledProperty;
	}

	static @Nullable OtherMigrationTool of(Object bean) {
		for (OtherMigrationTool tool : values()) {
			if (tool.isTypeOf(bean)) {
				return tool;
			}
		}
		return null;
	}

	private boolean isTypeOf(Object bean) {
		for (Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getName().equals(this.className)) {
				return true;
			}
		}
		return false;
	}

	String label() {
		return this.label;
	}

	String enabledProperty() {
		return this.enabledProperty;
	}

	@Nullable DataSource dataSource(Object bean) {
		BeanWrapper tool = PropertyAccessorFactory.forBeanPropertyAccess(bean);
		return tool.isReadableProperty(this.dataSourcePath) ? (DataSource) tool.getPropertyValue(this.dataSourcePath)
				: null;
	}

}
