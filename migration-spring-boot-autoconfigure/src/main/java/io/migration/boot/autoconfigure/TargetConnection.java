// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.sql.Driver;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * What a connection of migrations is opened with, where it differs from those of the
 * application.
 */
final class TargetConnection {

	private final String url;

	private final @Nullable String username;

	private final @Nullable String password;

	private final @Nullable String driverClassName;

	private TargetConnection(String url, @Nullable String username, @Nullable String password,
			@Nullable String driverClassName) {
		this.url = url;
		this.username = username;
		this.password = password;
		this.driverClassName = driverClassName;
	}

	static @Nullable TargetConnection of(MigrationConnectionDetails details,
			@Nullable JdbcConnectionDetails application, ObjectProvider<DataSource> shared) {
		String url = details.getJdbcUrl();
		String username = details.getUsername();
		if (url == null && username == null) {
			if (details.getPassword() != null) {
				throw MigrationDataSourceException.passwordWithoutUser();
			}
			return null;
		}
		TargetConnection connection = (url != null) ? withUrl(url, details, application)
				: withUrlOf(application, shared, details);
		return (application != null && connection.isSameAs(application) && shared.getIfUnique() != null) ? null
				: connection;
	}

	// User name and password are a pair: the password of another user is of no use
	private static TargetConnection withUrl(String url, MigrationConnectionDetails details,
			@Nullable JdbcConnectionDetails application) {
		String driver = details.getDriverClassName();
		if (details.getUsername() == null && details.getPassword() == null && application != null) {
			return new TargetConnection(url, application.getUsername(), application.getPassword(), driver);
		}
		return new TargetConnection(url, details.getUsername(), details.getPassword(), driver);
	}

	private static TargetConnection withUrlOf(@Nullable JdbcConnectionDetails application,
			ObjectProvider<DataSource> shared, MigrationConnectionDetails details) {
		String driver = details.getDriverClassName();
		if (application != null) {
			return new TargetConnection(application.getJdbcUrl(), details.getUsername(), details.getPassword(),
					(driver != null) ? driver : application.getDriverClassName());
		}
		DataSource dataSource = shared.getIfUnique();
		if (dataSource == null) {
			throw MigrationDataSourceException.noneToChoose();
		}
		String url = urlOf(dataSource);
		return new TargetConnection(url, details.getUsername(), details.getPassword(),
				(driver != null) ? driver : DatabaseDriver.fromJdbcUrl(url).getDriverClassName());
	}

	private static String urlOf(DataSource shared) {
		String url = null;
		try {
			url = DataSourceBuilder.derivedFrom(shared).type(SimpleDriverDataSource.class).build().getUrl();
		}
		catch (RuntimeException ex) {
			// It is not one of those that can be asked
		}
		if (url == null) {
			throw MigrationDataSourceException.noUrlToDerive(shared.getClass().getName());
		}
		return url;
	}

	private boolean isSameAs(JdbcConnectionDetails application) {
		return this.url.equals(application.getJdbcUrl()) && Objects.equals(this.username, application.getUsername())
				&& Objects.equals(this.password, application.getPassword());
	}

	DataSource dataSource() {
		if (this.driverClassName == null) {
			throw MigrationDataSourceException.noUsableUrl();
		}
		return new DirectDataSource(driver(this.driverClassName), this.url, this.username, this.password);
	}

	private static Driver driver(String className) {
		try {
			return BeanUtils.instantiateClass(ClassUtils.forName(className, null), Driver.class);
		}
		catch (ReflectiveOperationException | LinkageError | IllegalArgumentException | BeansException ex) {
			throw MigrationDataSourceException.noDriver(className);
		}
	}

}
