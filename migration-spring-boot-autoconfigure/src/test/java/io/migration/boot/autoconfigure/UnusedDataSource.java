// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.sql.Connection;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A data source that fails the test when it is asked for a connection.
 */
public class UnusedDataSource extends AbstractDataSource {

	private final String url;

	UnusedDataSource() {
		this("jdbc:postgresql://localhost/unused");
	}

	UnusedDataSource(String url) {
		this.url = url;
	}

	public String getUrl() {
		return this.url;
	}

	@Override
	public Connection getConnection() {
		throw new AssertionError("No connection is expected to be asked for");
	}

	@Override
	public Connection getConnection(String username, String password) {
		return getConnection();
	}

}
