// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

/**
 * What a command does.
 */
@FunctionalInterface
interface CommandAction {

	CommandResult run(CommandInput input);

}
