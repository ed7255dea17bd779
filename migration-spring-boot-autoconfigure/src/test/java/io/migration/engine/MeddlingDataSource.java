// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Does something once, right before the first statement that has a certain word is
 * prepared: what somebody else may do at that moment.
 */
final class MeddlingDataSource extends AbstractDataSource {

	private final DataSource dataSource;

	private final String word;

	private final Runnable deed;

	private final AtomicBoolean done = new AtomicBoolean();

	MeddlingDataSource(DataSource dataSource, String word, Runnable deed) {
		this.dataSource = dataSource;
		this.word = word;
		this.deed = deed;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(self, method, arguments) -> {
					if (method.getName().equals("prepareStatement") && arguments[0].toString().contains(this.word)
							&& this.done.compareAndSet(false, true)) {
						this.deed.run();
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

}
