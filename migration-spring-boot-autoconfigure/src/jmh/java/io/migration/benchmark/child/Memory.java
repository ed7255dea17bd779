// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.ThreadMXBean;

/**
 * Heap at its peak and bytes allocated, above what was there before. The young generation
 * of such a JVM is small, so that garbage counts little in the peak.
 */
class Memory {

	private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP)
		.toList();

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final long heap;

	private final long allocated;

	private final Map<Long, Long> allocatedByThread = new ConcurrentHashMap<>();

	private final Thread sampler = new Thread(this::sample, "memory-sampler");

	Memory() {
		this.sampler.setDaemon(true);
		this.sampler.start();
		System.gc();
		this.pools.forEach(MemoryPoolMXBean::resetPeakUsage);
		this.heap = this.pools.stream().mapToLong((pool) -> pool.getUsage().getUsed()).sum();
		this.allocated = allocated();
	}

	void report() {
		long bytes = allocated() - this.allocated;
		long peak = this.pools.stream().mapToLong((pool) -> pool.getPeakUsage().getUsed()).sum() - this.heap;
		System.out.printf(Locale.ROOT, "@peak %.3f%n@allocated %.3f%n", peak / 1e6, bytes / 1e6);
	}

	// Nobody tells what a thread that has ended had allocated
	private void sample() {
		while (true) {
			allocated();
			LockSupport.parkNanos(200_000);
		}
	}

	private long allocated() {
		long[] ids = this.threads.getAllThreadIds();
		long[] bytes = this.threads.getThreadAllocatedBytes(ids);
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] != this.sampler.getId()) {
				this.allocatedByThread.merge(ids[i], Math.max(0, bytes[i]), Math::max);
			}
		}
		return this.allocatedByThread.values().stream().mapToLong(Long::longValue).sum();
	}

}
