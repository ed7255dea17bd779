// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.migration.testing.Exchange;
import io.migration.testing.ExchangeObserver;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what an observer of exchanges throws. The proxy ends the connection then, of
 * which the process only sees that its network has failed.
 */
final class Witness implements ExchangeObserver {

	private final ExchangeObserver observer;

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	Witness(ExchangeObserver observer) {
		this.observer = observer;
	}

	/**
	 * What was thrown first, {@code null} if nothing was.
	 */
	@Nullable Throwable failure() {
		return this.failure.get();
	}

	@Override
	public void requested(Exchange exchange) {
		watch(this.observer::requested, exchange);
	}

	@Override
	public void forwarded(Exchange exchange) {
		watch(this.observer::forwarded, exchange);
	}

	@Override
	public void answered(Exchange exchange) {
		watch(this.observer::answered, exchange);
	}

	@Override
	public void delivered(Exchange exchange) {
		watch(this.observer::delivered, exchange);
	}

	private void watch(Consumer<Exchange> event, Exchange exchange) {
		try {
			event.accept(exchange);
		}
		catch (RuntimeException | Error ex) {
			this.failure.compareAndSet(null, ex);
			throw ex;
		}
	}

}
