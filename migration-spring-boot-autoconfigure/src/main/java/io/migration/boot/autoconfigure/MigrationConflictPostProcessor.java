// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Refuses another migration tool on our data source at the last moment before it would
 * run, when the data source that it really uses is known.
 */
class MigrationConflictPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<DataSource> dataSource;

	private final ObjectProvider<TargetDataSource> target;

	private volatile boolean migrated;

	MigrationConflictPostProcessor(ObjectProvider<DataSource> dataSource, ObjectProvider<TargetDataSource> target) {
		this.dataSource = dataSource;
		this.target = target;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		OtherMigrationTool tool = OtherMigrationTool.of(bean);
		if (tool != null && isOurs(tool.dataSource(bean))) {
			throw MigrationConflictException.otherTool(tool, beanName, this.migrated);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof MigrationInitializer initializer && initializer.migrationRun() != null) {
			this.migrated = true;
		}
		return bean;
	}

	private boolean isOurs(@Nullable DataSource theirs) {
		return isSame(this.dataSource.getIfUnique(), theirs)
				|| this.target.stream().anyMatch((ours) -> isSame(ours.get(), theirs));
	}

	private static boolean isSame(@Nullable DataSource ours, @Nullable DataSource theirs) {
		if (ours == null || theirs == null) {
			return false;
		}
		String url = url(ours);
		return ours == theirs || (url != null && url.equals(url(theirs)));
	}

	private static @Nullable String url(DataSource dataSource) {
		DataSource target = (dataSource instanceof DelegatingDataSource proxy) ? proxy.getTargetDataSource() : null;
		if (target != null) {
			return url(target);
		}
		BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
		String name = properties.isReadableProperty("jdbcUrl") ? "jdbcUrl" : "url";
		return (properties.isReadableProperty(name) && properties.getPropertyValue(name) instanceof String url) ? url
				: null;
	}

}
