// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Properties as an application would get them.
 */
final class BoundProperties {

	private BoundProperties() {
	}

	static MigrationProperties of(String... pairs) {
		Map<String, Object> source = new HashMap<>();
		for (String pair : pairs) {
			int separator = pair.indexOf('=');
			source.put(pair.substring(0, separator), pair.substring(separator + 1));
		}
		return of(source);
	}

	static MigrationProperties of(Map<String, Object> source) {
		return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("migration",
				MigrationProperties.class);
	}

}
