// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;

/**
 * Reads types.
 */
final class TypeReader {

	private static final Map<String, String> CATALOG_NAMES = Map.ofEntries(Map.entry("int", "int4"),
			Map.entry("integer", "int4"), Map.entry("bigint", "int8"), Map.entry("smallint", "int2"),
			Map.entry("real", "float4"), Map.entry("decimal", "numeric"), Map.entry("dec", "numeric"),
			Map.entry("boolean", "bool"), Map.entry("serial4", "serial"), Map.entry("serial8", "bigserial"),
			Map.entry("serial2", "smallserial"));

	private static final Set<String> CHARACTERS = Set.of("character", "char", "nchar", "national");

	private static final Set<String> INTERVAL_FIELDS = Set.of("year", "month", "day", "hour", "minute", "second", "to");

	private TypeReader() {
	}

	static TypeName read(TokenCursor cursor) {
		cursor.accept("setof");
		TypeName type = readScalar(cursor);
		boolean array = cursor.accept("array");
		while (cursor.isAtSymbol("[")) {
			cursor.skipGroup();
			array = true;
		}
		return array ? new TypeName(type.schema(), type.name(), type.modifiers(), true) : type;
	}

	private static TypeName readScalar(TokenCursor cursor) {
		String word = cursor.word();
		if (cursor.accept("double", "precision")) {
			return plain("float8");
		}
		if (CHARACTERS.contains(word)) {
			return readCharacters(cursor);
		}
		return switch (word) {
			case "varchar", "numeric", "decimal", "dec" -> readNamed(cursor);
			case "bit" -> readBit(cursor);
			case "time", "timestamp" -> readTime(cursor, word);
			case "interval" -> readInterval(cursor);
			case "float" -> readFloat(cursor);
			default -> readNamed(cursor);
		};
	}

	private static TypeName readCharacters(TokenCursor cursor) {
		cursor.accept("national");
		cursor.skip();
		boolean varying = cursor.accept("varying");
		List<Integer> modifiers = modifiers(cursor);
		boolean implied = !varying && modifiers.isEmpty();
		return new TypeName(null, varying ? "varchar" : "bpchar", implied ? List.of(1) : modifiers, false);
	}

	private static TypeName readBit(TokenCursor cursor) {
		cursor.skip();
		boolean varying = cursor.accept("varying");
		List<Integer> modifiers = modifiers(cursor);
		boolean implied = !varying && modifiers.isEmpty();
		return new TypeName(null, varying ? "varbit" : "bit", implied ? List.of(1) : modifiers, false);
	}

	private static TypeName readTime(TokenCursor cursor, String word) {
		cursor.skip();
		List<Integer> modifiers = modifiers(cursor);
		boolean zoned = cursor.accept("with", "time", "zone");
		cursor.accept("without", "time", "zone");
		return new TypeName(null, zoned ? word + "tz" : word, modifiers, false);
	}

	private static TypeName readInterval(TokenCursor cursor) {
		cursor.skip();
		while (cursor.acceptAny(INTERVAL_FIELDS)) {
			// Fields only limit what is stored
			continue;
		}
		return new TypeName(null, "interval", modifiers(cursor), false);
	}

	private static TypeName readFloat(TokenCursor cursor) {
		cursor.skip();
		List<Integer> modifiers = modifiers(cursor);
		return plain((!modifiers.isEmpty() && modifiers.get(0) <= 24) ? "float4" : "float8");
	}

	private static TypeName readNamed(TokenCursor cursor) {
		boolean quoted = cursor.word().isEmpty();
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return plain("");
		}
		boolean builtIn = name.schema() == null || name.schema().equals("pg_catalog");
		String folded = (builtIn && !quoted) ? CATALOG_NAMES.getOrDefault(name.name(), name.name()) : name.name();
		return new TypeName(builtIn ? null : name.schema(), folded, modifiers(cursor), false);
	}

	private static TypeName plain(String name) {
		return new TypeName(null, name, List.of(), false);
	}

	private static List<Integer> modifiers(TokenCursor cursor) {
		List<Integer> modifiers = new ArrayList<>();
		if (cursor.isAtSymbol("(")) {
			for (TokenCursor part : cursor.readGroup().split()) {
				boolean negative = part.acceptSymbol("-");
				SqlToken token = part.peek();
				boolean number = token != null && token.type() == TokenType.NUMBER && token.text().matches("\\d{1,9}");
				if (number && token != null) {
					modifiers.add(Integer.parseInt(token.text()) * (negative ? -1 : 1));
				}
			}
		}
		return modifiers;
	}

}
