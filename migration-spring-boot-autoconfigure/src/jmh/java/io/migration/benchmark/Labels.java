// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names of tools for readers, with their versions.
 */
record Labels(Map<String, String> names) {

	static Labels of(ClassPaths classPaths) throws IOException {
		Map<String, String> names = new LinkedHashMap<>();
		for (Tool tool : Tool.values()) {
			names.put(tool.id(), tool.label() + classPaths.version(tool));
		}
		names.put("single", "this engine, one instance");
		names.put("threads", "30 instances, threads of one JVM");
		names.put("processes", "30 instances, 30 JVMs on this machine");
		return new Labels(names);
	}

	String of(String id) {
		return this.names.getOrDefault(id, id);
	}

}
