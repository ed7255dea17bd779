// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.jar.JarFile;

/**
 * A jar, found by the URL of something in it. It is opened through its URL connection,
 * which also knows jars nested in a Spring Boot jar.
 *
 * @param url what the jar is called
 * @param anchor the URL to open it by
 */
record JarRoot(String url, URL anchor) {

	static JarRoot of(URL anchor) {
		String text = anchor.toString();
		return new JarRoot(text.substring(0, text.lastIndexOf("!/")), anchor);
	}

	/**
	 * Open the jar anew: a cached one would be shared with others, who may close it.
	 */
	JarFile open() throws IOException {
		JarURLConnection connection = (JarURLConnection) this.anchor.openConnection();
		connection.setUseCaches(false);
		return connection.getJarFile();
	}

}
