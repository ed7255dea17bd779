// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.List;

import io.migration.StepInDoubtException;
import io.migration.ValidationFailedException;
import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.sql.SqlStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what became of a statement that was edited since: the catalog is asked about
 * the text that was sent. If it took effect, the edit came too late; its remains go.
 */
final class EditedDoubt {

	private static final Logger logger = LoggerFactory.getLogger(EditedDoubt.class);

	private final ExecutionSession session;

	private final PlannedStep planned;

	private final StepProgress progress;

	private final EditedStatement edited;

	EditedDoubt(ExecutionSession session, PlannedStep planned, StepProgress progress, EditedStatement edited) {
		this.session = session;
		this.planned = planned;
		this.progress = progress;
		this.edited = edited;
	}

	void settle() throws SQLException {
		SqlStatement before = this.edited.before();
		if (before == null) {
			if (this.progress.inDoubt()) {
				throw doubt("the statement was edited since, and what was sent then is not known");
			}
			return;
		}
		CatalogInquiry inquiry = new CatalogInquiry(this.session, this.planned, before);
		Evidence evidence = inquiry.evidence();
		if (this.progress.inDoubt()) {
			requireNoEffect(evidence);
		}
		if (evidence.verdict() != Verdict.FINISH) {
			inquiry.clean(evidence, this.session.journal().fence().unfenced(this.edited.number()));
		}
		logger.info("Migration {}: statement {} was edited before it took effect: {}", this.planned.id(),
				this.edited.number(), evidence.reason());
	}

	private void requireNoEffect(Evidence evidence) throws SQLException {
		switch (evidence.verdict()) {
			case DONE, FINISH -> throw new ValidationFailedException(List.of(this.edited.problem()));
			case UNKNOWN, REPEAT -> throw doubt("the statement was edited since, and of what was sent then "
					+ ((evidence.verdict() == Verdict.REPEAT) ? "the effect is not known" : evidence.reason()));
			default -> {
			}
		}
	}

	// The row keeps the text that was sent, which is what has to be found out about
	private StepInDoubtException doubt(String reason) throws SQLException {
		Long open = this.progress.row();
		long row = (open != null) ? open : 0;
		this.session.journal().doubt(this.session.connection(), row, reason);
		return FailureReport.editedInDoubt(this.planned, this.edited, reason);
	}

}
