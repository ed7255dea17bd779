// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.migration.sql.TokenCursor;

/**
 * Reads the words that name a kind of object.
 */
final class KindReader {

	private static final Map<String, ObjectKind> KINDS = kinds();

	private KindReader() {
	}

	static ObjectKind read(TokenCursor cursor) {
		if (cursor.accept("materialized", "view")) {
			return ObjectKind.MATERIALIZED_VIEW;
		}
		if (cursor.accept("foreign", "table")) {
			return ObjectKind.FOREIGN_TABLE;
		}
		if (cursor.accept("event", "trigger")) {
			return ObjectKind.EVENT_TRIGGER;
		}
		if (cursor.accept("text", "search")) {
			cursor.skip();
			return ObjectKind.TEXT_SEARCH;
		}
		if (cursor.accept("operator", "class") || cursor.accept("operator", "family")
				|| cursor.accept("foreign", "data", "wrapper") || cursor.accept("access", "method")
				|| cursor.accept("large", "object") || cursor.accept("user", "mapping")) {
			return ObjectKind.OTHER;
		}
		cursor.accept("procedural");
		ObjectKind kind = KINDS.getOrDefault(cursor.word(), ObjectKind.OTHER);
		cursor.skip();
		return kind;
	}

	private static Map<String, ObjectKind> kinds() {
		Map<String, ObjectKind> kinds = new HashMap<>();
		for (ObjectKind kind : ObjectKind.values()) {
			if (kind != ObjectKind.OTHER) {
				kinds.put(kind.name().toLowerCase(Locale.ROOT), kind);
			}
		}
		kinds.put("user", ObjectKind.ROLE);
		kinds.put("group", ObjectKind.ROLE);
		return Map.copyOf(kinds);
	}

}
