// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A contract is run by the application that it belongs to, in a release that contains it.
 */
class ReleaseRule implements GateRule {

	private static final String NAME = "release";

	@Override
	public Finding check(ContractCase contract) {
		if (!Objects.equals(contract.owner(), contract.here().application())) {
			return Finding.unmet(NAME,
					"it belongs to " + name(contract.owner()) + ", and this is " + name(contract.here().application()),
					"An instance of " + name(contract.owner())
							+ " runs it. If the application has a new name, run the command contract.");
		}
		if (!contract.here().contains()) {
			return Finding.unmet(NAME, "this release does not contain it",
					"An instance of a release that contains it runs it.");
		}
		return Finding.met(NAME, "this release contains it");
	}

	private static String name(@Nullable String application) {
		return (application != null) ? "application '" + application + "'" : "an application without a name";
	}

}
