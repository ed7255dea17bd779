// SPDX-License-Identifier: Apache-2.0

/**
 * Runs one command with the jar and the configuration of an application instead of
 * starting it: reads the options, makes the engine and what it needs, and nothing else,
 * prints the result and ends the process with an exit code.
 */
@NullMarked
package io.migration.boot.command;

import org.jspecify.annotations.NullMarked;
