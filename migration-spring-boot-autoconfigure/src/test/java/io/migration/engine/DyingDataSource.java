// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Cuts the connection in the moment in which a certain statement is to be sent, which
 * leaves the database as a process does that is killed there.
 */
final class DyingDataSource extends AbstractDataSource {

	private final DataSource dataSource;

	private final String last;

	DyingDataSource(DataSource dataSource, String last) {
		this.dataSource = dataSource;
		this.last = last;
	}

	// Cuts it behind the first commit instead
	static DyingDataSource afterCommit(DataSource dataSource) {
		return new DyingDataSource(dataSource, "");
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		return proxy(Connection.class, connection, (name, arguments, result) -> {
			if (name.equals("createStatement")) {
				return statement(connection, (Statement) result.get());
			}
			@Nullable Object value = result.get();
			if (name.equals("commit") && this.last.isEmpty()) {
				throw die(connection);
			}
			return value;
		});
	}

	private static SQLException die(Connection connection) throws SQLException {
		connection.abort(Runnable::run);
		return new SQLException("killed", "08006");
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	private Statement statement(Connection connection, Statement statement) {
		return proxy(Statement.class, statement, (name, arguments, result) -> {
			if (name.equals("execute") && !this.last.isEmpty() && String.valueOf(arguments[0]).endsWith(this.last)) {
				throw die(connection);
			}
			return result.get();
		});
	}

	private static <T> T proxy(Class<T> type, T target, Call call) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(self, method, arguments) -> call.answer(method.getName(), arguments, () -> {
					try {
						return method.invoke(target, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				})));
	}

	private interface Call {

		@Nullable Object answer(String name, Object[] arguments, Result result) throws Throwable;

	}

	private interface Result {

		@Nullable Object get() throws Throwable;

	}

}
