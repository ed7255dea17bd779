// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of {@code locks.csv}: what a statement was measured to do.
 *
 * @param values the values by the name of the column
 */
record LockMeasurement(Map<String, String> values) {

	static List<LockMeasurement> all() {
		return table("locks.csv").stream().map(LockMeasurement::new).toList();
	}

	static List<Map<String, String>> table(String resource) {
		try (InputStream stream = LockMeasurement.class.getResourceAsStream("/io/migration/hazard/" + resource)) {
			List<List<String>> rows = parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
			List<String> header = rows.get(0);
			return rows.subList(1, rows.size()).stream().map((row) -> {
				Map<String, String> values = new HashMap<>();
				for (int i = 0; i < header.size(); i++) {
					values.put(header.get(i), row.get(i));
				}
				return values;
			}).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<List<String>> parse(String text) {
		List<List<String>> rows = new ArrayList<>();
		List<String> row = new ArrayList<>();
		StringBuilder value = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
				value.append(c);
				i++;
			}
			else if (c == '"') {
				quoted = !quoted;
			}
			else if (!quoted && (c == ',' || c == '\n')) {
				row.add(value.toString());
				value.setLength(0);
				if (c == '\n') {
					rows.add(row);
					row = new ArrayList<>();
				}
			}
			else if (c != '\r' || quoted) {
				value.append(c);
			}
		}
		return rows;
	}

	String id() {
		return this.values.get("id");
	}

	int version() {
		return Integer.parseInt(this.values.get("postgres_version"));
	}

	// A fifth is held out by the hash of the id, the same rows for all versions
	boolean isHeldOut() {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(id().getBytes(StandardCharsets.UTF_8));
			return (hash[0] & 0xFF) % 5 == 0;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String get(String column) {
		return this.values.get(column);
	}

	boolean inTransaction() {
		return get("in_transaction").equals("yes");
	}

	boolean failed() {
		return !get("result").equals("ok");
	}

}
