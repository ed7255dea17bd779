// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The names of the properties that an application can set, for those who look for
 * misspelt ones.
 *
 * @since 1.0.0
 */
public final class MigrationPropertyNames {

	private MigrationPropertyNames() {
	}

	/**
	 * Return the names of all properties, in the order in which they are declared.
	 * @return the names, with the prefix {@code migration.}
	 */
	public static List<String> names() {
		List<String> names = new ArrayList<>();
		collect("migration.", MigrationProperties.class, names, false);
		return names;
	}

	/**
	 * Return the names of those properties that hold values by name.
	 * @return the names, with the prefix {@code migration.}
	 */
	public static List<String> maps() {
		List<String> names = new ArrayList<>();
		collect("migration.", MigrationProperties.class, names, true);
		return names;
	}

	private static void collect(String prefix, Class<?> type, List<String> names, boolean onlyMaps) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				collect(name + ".", component.getType(), names, onlyMaps);
			}
			else if (!onlyMaps || component.getType() == Map.class) {
				names.add(name);
			}
		}
	}

}
