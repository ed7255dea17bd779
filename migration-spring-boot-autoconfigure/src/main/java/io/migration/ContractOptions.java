// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * When contracts run.
 *
 * @param mode what lets them run
 * @param soak how long no instance of an earlier release may have been alive
 * @param expiry how long an instance counts as alive after its last heartbeat; has to be
 * the same for all instances on a database
 * @param roles roles of the database as which the application is connected, besides the
 * one that migrates
 * @since 1.0.0
 */
public record ContractOptions(ContractMode mode, Duration soak, Duration expiry, Set<String> roles) {

	/**
	 * The defaults.
	 */
	public static final ContractOptions DEFAULTS = new ContractOptions(ContractMode.MANUAL, Duration.ofMinutes(10),
			Duration.ofSeconds(60), Set.of());

	public ContractOptions {
		Assert.isTrue(!soak.isNegative(), "'soak' must not be negative");
		Assert.isTrue(expiry.toMillis() > 0, "'expiry' must be at least 1ms");
		roles = Set.copyOf(roles);
	}

}
