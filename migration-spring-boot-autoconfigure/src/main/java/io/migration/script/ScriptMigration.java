// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.migration.InvalidScriptsException;
import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.ScriptProblem;
import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * A migration written in SQL. Knows its file by name only until more is asked for. May be
 * shared between threads.
 *
 * @since 1.0.0
 */
public final class ScriptMigration implements ResolvedMigration {

	private final @Nullable MigrationVersion version;

	private final String description;

	private final ScriptSources sources;

	private final List<CodeBackfill> backfills;

	private volatile @Nullable FileStamp stamp;

	private volatile @Nullable String checksum;

	ScriptMigration(@Nullable MigrationVersion version, String description, ScriptSources sources,
			List<CodeBackfill> backfills) {
		this.version = version;
		this.description = description;
		this.sources = sources;
		this.backfills = List.copyOf(backfills);
		this.stamp = sources.script().knownStamp();
	}

	@Override
	public @Nullable MigrationVersion version() {
		return this.version;
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public MigrationKind kind() {
		return (this.version != null) ? MigrationKind.VERSIONED : MigrationKind.REPEATABLE;
	}

	@Override
	public String script() {
		return this.sources.script().path();
	}

	/**
	 * Return the file as it is called in messages.
	 * @return location and path, such as {@code classpath:db/migration/V1__a.sql}
	 */
	public String resource() {
		return this.sources.script().display();
	}

	/**
	 * Return the size of the file. Together with {@link #crc32()} the cheapest identity:
	 * in a jar nothing has to be read for it. An undo script or settings beside the
	 * script are no part of it.
	 * @return the number of bytes
	 * @throws InvalidScriptsException if the file cannot be read
	 */
	public long size() {
		return stamp().size();
	}

	/**
	 * Return the CRC-32 of the bytes.
	 * @return the CRC-32
	 * @throws InvalidScriptsException if the file cannot be read
	 */
	public long crc32() {
		return stamp().crc32();
	}

	/**
	 * Return the hash of the bytes with line ends unified and without a byte order mark.
	 * @return the SHA-256 in hexadecimal digits
	 * @throws InvalidScriptsException if the file cannot be read
	 */
	public String checksum() {
		String known = this.checksum;
		if (known == null) {
			known = read(Checksum::of);
			this.checksum = known;
		}
		return known;
	}

	/**
	 * Take the script apart, together with its undo script and its settings. The result
	 * is not kept.
	 * @param dialect how statements are to be read
	 * @param placeholders the values for placeholders
	 * @return the content
	 * @throws InvalidScriptsException if there are mistakes; it holds all of them
	 */
	public MigrationContent content(SqlDialect dialect, Placeholders placeholders) {
		MigrationContent content = new ContentReader(this.sources, dialect, placeholders, kind()).read();
		return this.backfills.isEmpty() ? content : with(content, dialect);
	}

	private MigrationContent with(MigrationContent content, SqlDialect dialect) {
		List<ScriptProblem> problems = new ArrayList<>();
		for (ScriptStep written : content.backfills()) {
			for (CodeBackfill code : this.backfills) {
				if (code.name().equals(written.name())) {
					problems.add(new ScriptProblem(resource(), written.line(),
							"The backfill has the same name as " + code.script() + ": '" + code.name() + "'",
							"Give one of them another name."));
				}
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidScriptsException(problems);
		}
		return content.with(this.backfills, dialect);
	}

	String origin() {
		return this.sources.script().origin();
	}

	private FileStamp stamp() {
		FileStamp known = this.stamp;
		if (known == null) {
			known = read(FileStamp::of);
			this.stamp = known;
		}
		return known;
	}

	private <T> T read(Reading<T> reading) {
		try (InputStream content = this.sources.script().open()) {
			return reading.apply(content);
		}
		catch (IOException ex) {
			throw new InvalidScriptsException(
					List.of(new ScriptProblem(resource(), 0, ScriptText.unreadable(ex), ScriptText.UNREADABLE_ACTION)));
		}
	}

	@Override
	public String toString() {
		return name() + " (" + resource() + ")";
	}

	/**
	 * Computes something from the bytes of the file.
	 */
	private interface Reading<T> {

		T apply(InputStream content) throws IOException;

	}

}
