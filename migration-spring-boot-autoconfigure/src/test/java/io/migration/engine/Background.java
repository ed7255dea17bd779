// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads of one test.
 */
final class Background implements AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	<T> Future<T> run(Callable<T> work) {
		return this.threads.submit(work);
	}

	/**
	 * Run all at the same moment, each in a thread of its own.
	 */
	<T> List<Future<T>> runAtOnce(List<Callable<T>> works) {
		CountDownLatch ready = new CountDownLatch(works.size());
		List<Future<T>> futures = new ArrayList<>();
		for (Callable<T> work : works) {
			futures.add(run(() -> {
				ready.countDown();
				ready.await();
				return work.call();
			}));
		}
		return futures;
	}

	/**
	 * Wait for a result, and throw what the work has thrown.
	 */
	static <T> T result(Future<T> future) {
		try {
			return future.get(120, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static <T> List<T> results(List<Future<T>> futures) {
		return futures.stream().map(Background::result).toList();
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
