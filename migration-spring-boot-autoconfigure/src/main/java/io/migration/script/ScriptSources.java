// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import org.jspecify.annotations.Nullable;

/**
 * The files that make up one migration.
 *
 * @param script the script itself
 * @param config its settings
 * @param undo the undo script
 * @param undoConfig settings of the undo script
 */
record ScriptSources(ScriptFile script, @Nullable ScriptFile config, @Nullable ScriptFile undo,
		@Nullable ScriptFile undoConfig) {

}
