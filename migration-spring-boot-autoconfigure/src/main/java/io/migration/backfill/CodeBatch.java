// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.BackfillBatch;
import io.migration.JavaBackfill;
import io.migration.database.KeyRange;
import io.migration.database.KeyWalk.Span;
import io.migration.database.TableKey;
import io.migration.sql.QualifiedName;
import io.migration.sql.WrittenName;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The rows of a range, as a backfill written in Java sees them.
 */
final class CodeBatch implements BackfillBatch {

	private final BackfillSession session;

	private final BackfillTask task;

	private final TableKey key;

	private final KeyRange range;

	CodeBatch(BackfillSession session, BackfillTask task, TableKey key, KeyRange range) {
		this.session = session;
		this.task = task;
		this.key = key;
		this.range = range;
	}

	long change(JavaBackfill code, Connection connection) throws SQLException {
		boolean autoCommit = connection.getAutoCommit();
		try {
			return code.change(JdbcClient.create(new SingleConnectionDataSource(connection, true)), this);
		}
		catch (DataAccessException ex) {
			throw (ex.getMostSpecificCause() instanceof SQLException cause) ? cause : failed(ex);
		}
		catch (SQLException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw failed(ex);
		}
		finally {
			if (connection.getAutoCommit() != autoCommit) {
				connection.setAutoCommit(autoCommit);
			}
		}
	}

	// Without the message, which may hold what the row holds
	private SQLException failed(Exception failure) {
		return new SQLException(this.task.step().script() + " failed with " + failure.getClass().getName(),
				(String) null, failure);
	}

	@Override
	public String condition() {
		return condition(this.task.qualifier());
	}

	@Override
	public String condition(String alias) {
		QualifiedName name = WrittenName.parse(this.session.database().dialect(), alias);
		if (name == null) {
			throw new IllegalArgumentException("'" + alias + "' is not the name of a table");
		}
		return condition(name);
	}

	private String condition(QualifiedName qualifier) {
		return "(" + this.session.walk().condition(qualifier, this.key, Span.of(this.range)) + ")";
	}

}
