// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import java.util.List;

import io.migration.ContractOptions;
import io.migration.HeldContract;
import io.migration.rollout.GateRule.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a contract and its run. Keeps nothing: all that it needs to know,
 * the begin of the soak time included, follows from history and register, so whoever
 * looks comes to the same result.
 *
 * @since 1.0.0
 */
public final class Gate {

	private final List<GateRule> rules;

	/**
	 * Create a gate.
	 * @param options when contracts run
	 */
	public Gate(ContractOptions options) {
		this.rules = List.of(new ReleaseRule(), new MigrationRule(), new BackfillsRule(),
				new InstancesRule(options.expiry()), new SoakRule(options.soak()), new ApprovalRule(options.mode()),
				new VerifyRule(), new AttemptRule());
	}

	/**
	 * Judge a contract that is held.
	 * @param contract the contract
	 * @return the contract with all conditions
	 */
	public HeldContract judge(ContractCase contract) {
		return new HeldContract(contract.version().toString(), contract.description(), contract.since(),
				this.rules.stream().map((rule) -> rule.check(contract).condition()).toList());
	}

	/**
	 * Return what stands against running a contract at once, which somebody asks for.
	 * @param contract the contract
	 * @return the first reason, {@code null} if there is none
	 */
	public @Nullable String objection(ContractCase contract) {
		return this.rules.stream()
			.filter(GateRule::isAbsolute)
			.map((rule) -> rule.check(contract))
			.filter((finding) -> !finding.met())
			.map(Finding::reason)
			.findFirst()
			.orElse(null);
	}

}
