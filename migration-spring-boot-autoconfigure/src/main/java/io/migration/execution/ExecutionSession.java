// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;

import javax.sql.DataSource;

import io.migration.ExecutionOptions;
import io.migration.database.Database;
import io.migration.database.SessionState;
import io.migration.history.HistoryJournal;

/**
 * What a run works with.
 *
 * @param target name of the target
 * @param instance name of this instance
 * @param connection the one connection for lock, history and work, in autocommit
 * @param dataSource where a second connection may be had to look on while a statement
 * runs
 * @param database the database
 * @param journal writes the history
 * @param baseline the state of the session between scripts
 * @param options how statements are run
 * @param listeners who is told
 * @param stop whether to go on
 * @since 1.0.0
 */
public record ExecutionSession(String target, String instance, Connection connection, DataSource dataSource,
		Database database, HistoryJournal journal, SessionState baseline, ExecutionOptions options,
		ListenerNotifier listeners, RunStop stop) {

}
