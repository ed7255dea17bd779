// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * What it runs on, and how busy that is.
 */
record Machine(String processor, int processors, long memory, String system, String java, double load, Instant time) {

	static Machine now() throws IOException {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return new Machine(processorName(), system.getAvailableProcessors(), system.getTotalMemorySize() >> 30,
				system.getName() + " " + system.getVersion() + " " + system.getArch(),
				System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
				system.getSystemLoadAverage(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
	}

	private static String processorName() throws IOException {
		Path file = Path.of("/proc/cpuinfo");
		if (Files.exists(file)) {
			try (Stream<String> lines = Files.lines(file)) {
				return lines.filter((line) -> line.startsWith("model name"))
					.findFirst()
					.map((line) -> line.substring(line.indexOf(':') + 1).strip())
					.orElse("unknown");
			}
		}
		return "unknown";
	}

}
