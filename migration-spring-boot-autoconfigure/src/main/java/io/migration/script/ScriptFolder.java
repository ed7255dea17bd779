// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.util.List;

/**
 * One of the folders that a location stands for; on a class path there may be several.
 */
interface ScriptFolder {

	List<ScriptFile> list() throws IOException;

	/**
	 * Return where it really is, for messages.
	 * @return a path or URL
	 */
	String origin();

}
