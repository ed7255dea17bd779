// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Everything that can be said about one target.
 *
 * @param target name of the target
 * @param schema the schema to migrate; {@code null} for the connection's current one
 * @param identity who this instance is
 * @param scripts where scripts are and what is put into them
 * @param history where the history is and what it keeps
 * @param lock how long to wait for other instances
 * @param execution how statements are run
 * @param plan what to do when history and scripts differ
 * @param backfill how backfills are run
 * @param contract when contracts run
 * @param hazard what is said about hazards
 * @param stops gets what asks runs to end before they are done, for each run
 * @param throttle when backfills give way
 * @param throttles gets what backfills give way to in addition, when it is needed
 * @since 1.0.0
 */
public record MigrationOptions(String target, @Nullable String schema, InstanceIdentity identity, ScriptOptions scripts,
		HistoryOptions history, LockOptions lock, ExecutionOptions execution, PlanOptions plan,
		BackfillSettings backfill, ContractOptions contract, HazardOptions hazard, Supplier<StopSignal> stops,
		ThrottleOptions throttle, Supplier<? extends List<BackfillThrottle>> throttles) {

	/**
	 * Name of the target where there is only one.
	 */
	public static final String DEFAULT_TARGET = "default";

	private static final Supplier<List<BackfillThrottle>> NO_THROTTLES = List::of;

	public MigrationOptions {
		Assert.hasText(target, "'target' must not be empty");
	}

	/**
	 * Return what asks a run that begins now to end before it is done.
	 * @return the signal, which a run keeps until it ends
	 */
	public StopSignal stop() {
		return this.stops.get();
	}

	/**
	 * Return a builder with the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds {@link MigrationOptions}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private String target = DEFAULT_TARGET;

		private @Nullable String schema;

		private @Nullable InstanceIdentity identity;

		private ScriptOptions scripts = ScriptOptions.DEFAULTS;

		private HistoryOptions history = HistoryOptions.DEFAULTS;

		private LockOptions lock = LockOptions.DEFAULTS;

		private ExecutionOptions execution = ExecutionOptions.DEFAULTS;

		private PlanOptions plan = PlanOptions.DEFAULTS;

		private BackfillSettings backfill = BackfillSettings.DEFAULTS;

		private ContractOptions contract = ContractOptions.DEFAULTS;

		private HazardOptions hazard = HazardOptions.DEFAULTS;

		private Supplier<StopSignal> stops = StopSignal::never;

		private ThrottleOptions throttle = ThrottleOptions.DEFAULTS;

		private Supplier<? extends List<BackfillThrottle>> throttles = NO_THROTTLES;

		private Builder() {
		}

		/**
		 * Set the name of the target.
		 * @param target the name, default {@value MigrationOptions#DEFAULT_TARGET}
		 * @return this builder
		 */
		public Builder target(String target) {
			this.target = target;
			return this;
		}

		/**
		 * Set the schema to migrate.
		 * @param schema its name, {@code null} for the connection's current schema
		 * @return this builder
		 */
		public Builder schema(@Nullable String schema) {
			this.schema = schema;
			return this;
		}

		/**
		 * Set who this instance is.
		 * @param identity the identity, by default one without an application name
		 * @return this builder
		 */
		public Builder identity(InstanceIdentity identity) {
			this.identity = identity;
			return this;
		}

		/**
		 * Set where scripts are and what is put into them.
		 * @param scripts the options
		 * @return this builder
		 */
		public Builder scripts(ScriptOptions scripts) {
			this.scripts = scripts;
			return this;
		}

		/**
		 * Set where the history is and what it keeps.
		 * @param history the options
		 * @return this builder
		 */
		public Builder history(HistoryOptions history) {
			this.history = history;
			return this;
		}

		/**
		 * Set how long to wait for other instances.
		 * @param lock the options
		 * @return this builder
		 */
		public Builder lock(LockOptions lock) {
			this.lock = lock;
			return this;
		}

		/**
		 * Set how statements are run.
		 * @param execution the options
		 * @return this builder
		 */
		public Builder execution(ExecutionOptions execution) {
			this.execution = execution;
			return this;
		}

		/**
		 * Set what to do when history and scripts differ.
		 * @param plan the options
		 * @return this builder
		 */
		public Builder plan(PlanOptions plan) {
			this.plan = plan;
			return this;
		}

		/**
		 * Set how backfills are run.
		 * @param backfill the settings
		 * @return this builder
		 */
		public Builder backfill(BackfillSettings backfill) {
			this.backfill = backfill;
			return this;
		}

		/**
		 * Set when contracts run.
		 * @param contract the options
		 * @return this builder
		 */
		public Builder contract(ContractOptions contract) {
			this.contract = contract;
			return this;
		}

		/**
		 * Set what is said about hazards.
		 * @param hazard the options
		 * @return this builder
		 */
		public Builder hazard(HazardOptions hazard) {
			this.hazard = hazard;
			return this;
		}

		/**
		 * Set who asks runs to end before they are done.
		 * @param stop the signal, by default one that is never given
		 * @return this builder
		 */
		public Builder stop(StopSignal stop) {
			return stops(() -> stop);
		}

		/**
		 * Set who asks runs to end before they are done, where that changes: a signal
		 * that was given stays, so those who begin again need another one.
		 * @param stops gets the signal for runs that begin now
		 * @return this builder
		 */
		public Builder stops(Supplier<StopSignal> stops) {
			this.stops = stops;
			return this;
		}

		/**
		 * Set when backfills give way.
		 * @param throttle the options
		 * @return this builder
		 */
		public Builder throttle(ThrottleOptions throttle) {
			this.throttle = throttle;
			return this;
		}

		/**
		 * Set what backfills give way to in addition.
		 * @param throttles gets the throttles; asked when a script names one, or when the
		 * first backfill is about to begin, which is never before the application serves
		 * @return this builder
		 */
		public Builder throttles(Supplier<? extends List<BackfillThrottle>> throttles) {
			this.throttles = throttles;
			return this;
		}

		/**
		 * Return the options.
		 * @return the options
		 */
		public MigrationOptions build() {
			InstanceIdentity who = (this.identity != null) ? this.identity : InstanceIdentity.create(null, null);
			return new MigrationOptions(this.target, this.schema, who, this.scripts, this.history, this.lock,
					this.execution, this.plan, this.backfill, this.contract, this.hazard, this.stops, this.throttle,
					this.throttles);
		}

	}

}
