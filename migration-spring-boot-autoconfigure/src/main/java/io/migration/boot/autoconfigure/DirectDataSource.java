// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Opens a connection whenever it is asked for one. Unlike the data sources of Spring,
 * neither its log nor its exceptions tell the URL, which may hold a password.
 */
final class DirectDataSource extends AbstractDriverBasedDataSource {

	private final Driver driver;

	DirectDataSource(Driver driver, String url, @Nullable String username, @Nullable String password) {
		this.driver = driver;
		setUrl(url);
		setUsername(username);
		setPassword(password);
	}

	@Override
	protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
		Connection connection = this.driver.connect(getUrl(), properties);
		if (connection == null) {
			throw new SQLException("The driver " + this.driver.getClass().getName() + " is not for urls of that kind",
					"08001");
		}
		return connection;
	}

}
