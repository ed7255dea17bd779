// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Turns the reports of the engine into maps, lists and simple values. The names are those
 * of their components; times taken are in milliseconds, which their names say.
 */
final class JsonValue {

	private JsonValue() {
	}

	static @Nullable Object of(@Nullable Object value) {
		if (value == null || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		if (value instanceof Record record) {
			return ofRecord(record);
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> members = new LinkedHashMap<>();
			map.forEach((name, member) -> put(members, String.valueOf(name), member));
			return members;
		}
		return (value instanceof Collection<?> elements) ? ofElements(elements) : value.toString();
	}

	private static List<@Nullable Object> ofElements(Collection<?> elements) {
		List<@Nullable Object> values = new ArrayList<>();
		elements.forEach((element) -> values.add(of(element)));
		return values;
	}

	private static Map<String, @Nullable Object> ofRecord(Record record) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (RecordComponent component : record.getClass().getRecordComponents()) {
			ReflectionUtils.makeAccessible(component.getAccessor());
			Object value = ReflectionUtils.invokeMethod(component.getAccessor(), record);
			if (component.getType() == Duration.class) {
				members.put(component.getName() + "Ms",
						(value instanceof Duration duration) ? duration.toMillis() : null);
			}
			else {
				put(members, component.getName(), value);
			}
		}
		return members;
	}

	private static void put(Map<String, @Nullable Object> members, String name, @Nullable Object value) {
		members.put(name, of(value));
	}

}
