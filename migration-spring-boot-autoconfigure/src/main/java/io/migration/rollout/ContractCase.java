// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.MigrationVersion;
import io.migration.StepState;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a gate is told about a contract.
 *
 * @param version version of its migration
 * @param description description of its migration
 * @param since when its {@code up} had run, {@code null} if that is not known
 * @param owner the application that it belongs to
 * @param here the application of this instance, and whether its release contains the
 * migration
 * @param applied whether {@code up} is done
 * @param backfills the backfills that are not complete
 * @param attempt how far the contract itself is
 * @param approval who approved it, {@code null} if nobody did
 * @param undone whether it has run before and was undone
 * @param register the register
 * @since 1.0.0
 */
public record ContractCase(MigrationVersion version, String description, @Nullable Instant since,
		@Nullable String owner, Here here, boolean applied, List<String> backfills, Attempt attempt,
		@Nullable Approval approval, boolean undone, RegisterView register) {

	public ContractCase {
		backfills = List.copyOf(backfills);
	}

	RegisterView.Population population() {
		return this.register.population(this.owner, this.version);
	}

	/**
	 * This instance.
	 *
	 * @param application name of its application, {@code null} if it has none
	 * @param contains whether its release contains the migration
	 */
	public record Here(@Nullable String application, boolean contains) {

	}

	/**
	 * How far a contract is.
	 *
	 * @param state its state
	 * @param number how often it was tried
	 * @param statementsDone how many statements are done
	 * @param statements how many it has
	 * @param sinceEnd how long ago the last attempt ended
	 * @param error why it failed
	 */
	public record Attempt(StepState state, int number, int statementsDone, int statements, Duration sinceEnd,
			@Nullable String error) {

	}

	/**
	 * An approval.
	 *
	 * @param by who gave it, {@code null} if unknown
	 * @param at when, {@code null} if unknown
	 */
	public record Approval(@Nullable String by, @Nullable Instant at) {

	}

}
