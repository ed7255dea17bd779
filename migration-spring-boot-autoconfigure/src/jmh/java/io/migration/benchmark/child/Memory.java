// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

	Memory() {
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

	private long allocated() {
		return Arrays.stream(this.threads.getThreadAllocatedBytes(this.threads.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

}
