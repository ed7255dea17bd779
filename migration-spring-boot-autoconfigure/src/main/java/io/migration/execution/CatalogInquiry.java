// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.execution.RunStop.Work;
import io.migration.sql.SqlStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the catalog about one statement that runs in no transaction, as long as another
 * session is at work on it, and runs what removes or completes its remains.
 */
final class CatalogInquiry {

	private static final Logger logger = LoggerFactory.getLogger(CatalogInquiry.class);

	private static final long POLL_SECONDS = 2;

	private final ExecutionSession session;

	private final PlannedStep planned;

	private final SqlStatement statement;

	CatalogInquiry(ExecutionSession session, PlannedStep planned, SqlStatement statement) {
		this.session = session;
		this.planned = planned;
		this.statement = statement;
	}

	Evidence evidence() throws SQLException {
		Evidence evidence = probe();
		while (evidence.verdict() == Verdict.AT_WORK) {
			logger.info("Migration {} waits: {}", this.planned.id(), evidence.reason());
			pause();
			evidence = probe();
		}
		return evidence;
	}

	private Evidence probe() throws SQLException {
		return this.session.database().statementProbe().probe(this.session.connection(), this.statement);
	}

	private static void pause() throws SQLException {
		try {
			TimeUnit.SECONDS.sleep(POLL_SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("Interrupted while another session works", ex);
		}
	}

	/**
	 * Remove or complete what an earlier attempt left behind.
	 * @param evidence what was found
	 * @param comment what to put in front of each statement, so that a later owner of the
	 * lock recognises it
	 */
	void clean(Evidence evidence, String comment) throws SQLException {
		if (evidence.cleanUp().isEmpty()) {
			return;
		}
		logger.warn("Migration {}: {} what an earlier attempt left behind: {}", this.planned.id(),
				(evidence.verdict() == Verdict.FINISH) ? "completing" : "removing", evidence.reason());
		StatementRunner runner = new StatementRunner(this.session);
		try (RunStop.Section section = this.session.stop().during(Work.BARE_STATEMENT)) {
			for (String sql : evidence.cleanUp()) {
				runner.send(comment + sql);
			}
		}
	}

}
