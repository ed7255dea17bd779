// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * A folder behind a URL that only Spring Framework knows how to list, such as the
 * {@code resource:} of a native image or the {@code vfs:} of an application server.
 *
 * @param location the location for which it was found
 * @param url where it is
 * @param classLoader the class loader that knows it
 */
record ResourceFolder(Location location, URL url, ClassLoader classLoader) implements ScriptFolder {

	@Override
	public List<ScriptFile> list() throws IOException {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(this.classLoader);
		List<ScriptFile> scripts = new ArrayList<>();
		for (Resource resource : resolver.getResources("classpath*:" + this.location.folder() + "/**")) {
			URL found = resource.getURL();
			if (found.getProtocol().equals(this.url.getProtocol()) && resource.isReadable()) {
				scripts.add(new ResourceScriptFile(this.location, path(found), found.toString(), resource));
			}
		}
		return scripts;
	}

	private String path(URL found) {
		String decoded = StringUtils.uriDecode(found.getPath(), StandardCharsets.UTF_8);
		String folder = "/" + this.location.folder() + "/";
		return decoded.substring(decoded.lastIndexOf(folder) + folder.length());
	}

	@Override
	public String origin() {
		return this.url.toString();
	}

}
