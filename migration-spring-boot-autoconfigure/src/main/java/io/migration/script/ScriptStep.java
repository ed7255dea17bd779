// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.migration.JavaBackfill;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * One step of a script.
 *
 * @param type which part of the migration
 * @param name name of a backfill if it has one
 * @param ordinal position among the steps of the migration, from 1
 * @param options how it is to be run
 * @param statements what it runs; empty only if the values of placeholders left nothing
 * @param body the text of the section before placeholders were replaced, without its
 * marker line; of a {@code down} with one, so that it can be read without its script
 * @param identity computes {@link #fingerprint()}
 * @param verification queries that must return no row after the step
 * @param allows hazards that the author accepts
 * @param script the file, relative to its location
 * @param line line of the marker, or 1
 * @param undefinedPlaceholders names without a value, which were left as they are
 * @param code what changes the rows of a batch instead of statements, {@code null} for a
 * script
 * @since 1.0.0
 */
public record ScriptStep(StepType type, @Nullable String name, int ordinal, StepOptions options,
		List<ScriptStatement> statements, String body, Supplier<String> identity, List<ScriptStatement> verification,
		List<AllowedHazard> allows, String script, int line, Set<String> undefinedPlaceholders,
		@Nullable JavaBackfill code) {

	public ScriptStep {
		statements = List.copyOf(statements);
		verification = List.copyOf(verification);
		allows = List.copyOf(allows);
		undefinedPlaceholders = Set.copyOf(undefinedPlaceholders);
	}

	ScriptStep(StepType type, @Nullable String name, int ordinal, StepOptions options, List<ScriptStatement> statements,
			String body, Supplier<String> identity, List<ScriptStatement> verification, List<AllowedHazard> allows,
			String script, int line, Set<String> undefinedPlaceholders) {
		this(type, name, ordinal, options, statements, body, identity, verification, allows, script, line,
				undefinedPlaceholders, null);
	}

	/**
	 * Return a hash of the tokens before placeholders were replaced; for a repeatable
	 * migration also of the values that it uses. Computed when it is first asked for: who
	 * judges statements needs none.
	 * @return the hash
	 */
	public String fingerprint() {
		return this.identity.get();
	}

}
