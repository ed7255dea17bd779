// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.migration.MigrationRun;
import io.migration.StatementRun;
import io.migration.StepRun;
import org.jspecify.annotations.Nullable;

/**
 * Reports runs to a {@link Tracer}: a span for each run, below it one for each step,
 * below that one for each statement, all with the times at which they really happened.
 *
 * @since 1.0.0
 * @see ObservationNames
 */
public final class MigrationSpans implements TargetObserver {

	private final Tracer tracer;

	/**
	 * Create an observer.
	 * @param tracer gets the spans
	 */
	public MigrationSpans(Tracer tracer) {
		this.tracer = tracer;
	}

	@Override
	public void runEnded(MigrationRun run) {
		Span span = span(ObservationNames.RUN, run.startedAt()).tag(ObservationNames.TARGET, run.target())
			.tag(ObservationNames.OUTCOME, Outcome.of(run).value())
			.start();
		run.steps().forEach((step) -> report(run, step, span));
		end(span, run.startedAt(), run.duration(), run.error());
	}

	private void report(MigrationRun run, StepRun step, Span parent) {
		Span span = span(ObservationNames.STEP_RUN, step.startedAt()).setParent(parent.context())
			.tag(ObservationNames.TARGET, run.target())
			.tag(ObservationNames.VERSION, step.id().migration())
			.tag(ObservationNames.STEP, step.id().step().name().toLowerCase(Locale.ROOT))
			.tag(ObservationNames.OUTCOME, Outcome.of(step).value())
			.tag(ObservationNames.SCRIPT, step.id().script())
			.tag(ObservationNames.ATTEMPTS, step.attempts())
			.start();
		step.statements().forEach((statement) -> report(statement, span));
		end(span, step.startedAt(), step.duration(), step.error());
	}

	private void report(StatementRun statement, Span parent) {
		Span span = span(ObservationNames.STATEMENT, statement.startedAt()).setParent(parent.context())
			.tag(ObservationNames.NUMBER, statement.number())
			.tag(ObservationNames.LINE, statement.line())
			.tag(ObservationNames.SUMMARY, statement.summary())
			.start();
		end(span, statement.startedAt(), statement.duration(), null);
	}

	private Span.Builder span(String name, Instant startedAt) {
		return this.tracer.spanBuilder().name(name).startTimestamp(nanos(startedAt), TimeUnit.NANOSECONDS);
	}

	private void end(Span span, Instant startedAt, Duration duration, @Nullable String error) {
		if (error != null) {
			span.error(new RecordedFailure(error));
		}
		span.end(nanos(startedAt.plus(duration)), TimeUnit.NANOSECONDS);
	}

	private static long nanos(Instant instant) {
		return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
	}

	/**
	 * A failure of which only the message is left. Tracers take a {@link Throwable}.
	 */
	private static final class RecordedFailure extends RuntimeException {

		private static final long serialVersionUID = 1L;

		RecordedFailure(String message) {
			super(message, null, false, false);
		}

	}

}
