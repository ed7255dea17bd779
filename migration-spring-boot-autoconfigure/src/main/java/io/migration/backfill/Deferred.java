// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The ranges that this worker leaves alone for a while after they failed, twice as long
 * each time. Others may try them.
 */
final class Deferred {

	private static final long SHORTEST_MILLIS = 50;

	private static final int DOUBLINGS = 7;

	private final Map<Long, Turn> turns = new HashMap<>();

	private final LongSupplier nanoTime;

	Deferred() {
		this(System::nanoTime);
	}

	Deferred(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	Duration defer(long range) {
		Turn last = this.turns.get(range);
		int count = (last != null) ? Math.min(last.count() + 1, DOUBLINGS) : 0;
		long longest = SHORTEST_MILLIS << count;
		long pause = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
		this.turns.put(range, new Turn(this.nanoTime.getAsLong() + pause * 1_000_000, count));
		return Duration.ofMillis(pause);
	}

	void forget(long range) {
		this.turns.remove(range);
	}

	// Those whose turn has not come.
	Collection<Long> ranges() {
		if (this.turns.isEmpty()) {
			return List.of();
		}
		long now = this.nanoTime.getAsLong();
		return this.turns.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().nanos() - now > 0)
			.map(Map.Entry::getKey)
			.toList();
	}

	// When the next turn comes. One that has come says nothing: somebody else may have
	// finished the range.
	@Nullable Duration next() {
		long now = this.nanoTime.getAsLong();
		return this.turns.values()
			.stream()
			.filter((turn) -> turn.nanos() - now > 0)
			.map((turn) -> Duration.ofNanos(Math.max(1_000_000, turn.nanos() - now)))
			.min(Duration::compareTo)
			.orElse(null);
	}

	private record Turn(long nanos, int count) {

	}

}
