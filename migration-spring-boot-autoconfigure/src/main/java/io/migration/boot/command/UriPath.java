// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Paths as they stand in URIs.
 */
final class UriPath {

	private UriPath() {
	}

	/**
	 * Return a path as a URI: relative, or of a file.
	 * @param path the path with slashes
	 * @return the URI, what is not allowed in it escaped
	 */
	static String encode(String path) {
		try {
			boolean absolute = path.startsWith("/") || path.matches("[A-Za-z]:/.*");
			String rooted = path.startsWith("/") ? path : "/" + path;
			return absolute ? new URI("file", "", rooted, null).toASCIIString()
					: new URI(null, null, rooted, null).toASCIIString().substring(1);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException("No path of a file: " + path, ex);
		}
	}

}
