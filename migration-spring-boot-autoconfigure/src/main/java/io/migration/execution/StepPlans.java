// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.ArrayList;
import java.util.List;

import io.migration.StepPlan;
import io.migration.StepPlan.SegmentPlan;
import io.migration.StepPlan.Source;
import io.migration.StepPlan.StatementPlan;
import io.migration.database.SecretMask;
import io.migration.history.StepRecord;
import io.migration.script.ScriptStep;
import io.migration.sql.LockImpact;
import io.migration.sql.SqlStatement;

/**
 * Tells what running a step would send, and in which transactions.
 *
 * @since 1.0.0
 */
public final class StepPlans {

	private StepPlans() {
	}

	/**
	 * Describe a step.
	 * @param planned the step
	 * @param mask hides the secrets of scripts
	 * @return what it would send
	 */
	public static StepPlan of(PlannedStep planned, SecretMask mask) {
		int done = (planned.open() != null) ? planned.open().statementsDone() : 0;
		ScriptStep script = planned.script();
		return new StepPlan(planned.id(), source(planned), (script != null) ? segments(script, done, mask) : List.of(),
				planned.record().statements(), done, planned.held().stream().map(StepRecord::step).toList());
	}

	private static Source source(PlannedStep planned) {
		UndoTerms terms = planned.undo();
		if (terms != null && terms.fromHistory()) {
			return Source.HISTORY;
		}
		return (planned.code() != null) ? Source.CODE : Source.SCRIPT;
	}

	private static List<SegmentPlan> segments(ScriptStep script, int done, SecretMask mask) {
		return Segmenter.cut(script)
			.stream()
			.filter((segment) -> segment.end() > done)
			.map((segment) -> new SegmentPlan(segment.transactional(),
					segment.statements().stream().map((numbered) -> statement(numbered, mask)).toList(),
					notes(segment)))
			.toList();
	}

	private static StatementPlan statement(Segment.Numbered numbered, SecretMask mask) {
		SqlStatement sql = numbered.statement().sql();
		return new StatementPlan(numbered.index() + 1, sql.line(), mask.hide(sql.text()));
	}

	/**
	 * Return what is worth knowing of a segment. The time-out for locks bounds each
	 * statement; what was locked before it stays locked while it waits or works.
	 * @param segment the segment
	 * @return sentences
	 */
	static List<String> notes(Segment segment) {
		List<String> notes = new ArrayList<>();
		if (segment.onlyWaits()) {
			notes.add("waits for old transactions, without blocking others");
		}
		for (Segment.Numbered numbered : segment.statements()) {
			LockImpact impact = numbered.statement().sql().lockImpact();
			int behind = segment.statements().get(segment.statements().size() - 1).index() - numbered.index();
			if (impact.isBlocking() && behind > 0) {
				notes.add("statement " + (numbered.index() + 1) + " " + blocked(impact) + " of its tables until "
						+ ((behind == 1) ? "the statement" : "the " + behind + " statements") + " behind it "
						+ ((behind == 1) ? "has" : "have") + " run, too");
				break;
			}
			if (impact.isBlocking()) {
				notes.add(
						"statement " + (numbered.index() + 1) + " " + blocked(impact) + " of its tables while it runs");
			}
		}
		return notes;
	}

	private static String blocked(LockImpact impact) {
		return (impact == LockImpact.BLOCKS_READERS) ? "blocks readers and writers" : "blocks writers";
	}

}
