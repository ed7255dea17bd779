// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationSpans} with the tracer of OpenTelemetry.
 */
class MigrationSpansTests {

	private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this.exporter))
		.build();

	private final Tracer tracer = new OtelTracer(this.provider.get("test"), new OtelCurrentTraceContext(), (event) -> {
	});

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void spansAreNested() {
		new MigrationSpans(this.tracer).runEnded(Runs.succeeded());
		List<SpanData> spans = spans();
		assertThat(spans).extracting(SpanData::getName)
			.containsExactly("migration.run", "migration.step", "migration.statement", "migration.step",
					"migration.statement");
		assertThat(spans).extracting(SpanData::getTraceId).containsOnly(spans.get(0).getTraceId());
		assertThat(spans.get(0).getParentSpanContext().isValid()).isFalse();
		assertThat(spans.subList(1, 5)).extracting(SpanData::getParentSpanId)
			.containsExactly(spans.get(0).getSpanId(), spans.get(1).getSpanId(), spans.get(0).getSpanId(),
					spans.get(3).getSpanId());
	}

	@Test
	void timesAreThoseOfTheRun() {
		new MigrationSpans(this.tracer).runEnded(Runs.succeeded());
		assertThat(spans()).extracting((span) -> instant(span.getStartEpochNanos()))
			.containsExactly(noonPlus(0), noonPlus(2000), noonPlus(2100), noonPlus(3000), noonPlus(3100));
		assertThat(spans()).extracting((span) -> instant(span.getEndEpochNanos()))
			.containsExactly(noonPlus(5000), noonPlus(3000), noonPlus(2900), noonPlus(5000), noonPlus(3900));
	}

	@Test
	void tagsTellWhatRan() {
		new MigrationSpans(this.tracer).runEnded(Runs.succeeded());
		assertThat(spans()).extracting((span) -> span.getAttributes().asMap())
			.startsWith(Attributes.builder().put("target", "default").put("outcome", "success").build().asMap(),
					Attributes.builder()
						.put("target", "default")
						.put("version", "1")
						.put("step", "up")
						.put("outcome", "success")
						.put("script", "V1__change.sql")
						.put("attempts", 1)
						.build()
						.asMap(),
					Attributes.builder()
						.put("number", 1)
						.put("line", 4)
						.put("summary", "CREATE TABLE")
						.build()
						.asMap());
	}

	@Test
	void failureIsMarked() {
		new MigrationSpans(this.tracer).runEnded(Runs.failed());
		assertThat(spans()).extracting(SpanData::getStatus)
			.containsExactly(StatusData.create(StatusData.error().getStatusCode(), "Version 3 failed"),
					StatusData.create(StatusData.error().getStatusCode(), "syntax error"), StatusData.unset());
	}

	@Test
	void runWithinASpanBelongsToIt() {
		Span request = this.tracer.nextSpan().name("request").start();
		try (Tracer.SpanInScope scope = this.tracer.withSpan(request)) {
			new MigrationSpans(this.tracer).runEnded(Runs.succeeded());
		}
		assertThat(spans().get(0).getParentSpanId()).isEqualTo(request.context().spanId());
	}

	private List<SpanData> spans() {
		return this.exporter.getFinishedSpanItems()
			.stream()
			.sorted(Comparator.comparing(SpanData::getStartEpochNanos).thenComparing(SpanData::getName))
			.toList();
	}

	private Instant noonPlus(long millis) {
		return Runs.NOON.plusMillis(millis);
	}

	private Instant instant(long epochNanos) {
		return Instant.EPOCH.plusNanos(epochNanos);
	}

}
