// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ResourceUtils;

/**
 * Finds the folders of one name on the class path. Asks the class loader, which has the
 * directories of its jars at hand, and searches the jars themselves only if it knows of
 * none: jars may lack entries for folders.
 *
 * @param classLoader the class loader to ask
 */
record ClassPathFolders(ClassLoader classLoader) {

	List<ScriptFolder> find(Location location) throws IOException {
		List<ScriptFolder> folders = new ArrayList<>();
		for (URL url : Collections.list(this.classLoader.getResources(location.folder()))) {
			folders.add(folder(location, url));
		}
		return folders.isEmpty() ? findInJarsWithoutFolders(location) : folders;
	}

	private ScriptFolder folder(Location location, URL url) throws IOException {
		if (ResourceUtils.URL_PROTOCOL_FILE.equals(url.getProtocol())) {
			return new DirectoryFolder(location, path(url));
		}
		if (ResourceUtils.isJarURL(url)) {
			URLConnection connection = url.openConnection();
			if (connection instanceof JarURLConnection jarConnection) {
				return jarFolder(location, url, jarConnection.getEntryName());
			}
		}
		return new ResourceFolder(location, url, this.classLoader);
	}

	private static JarFolder jarFolder(Location location, URL url, String entry) {
		return new JarFolder(location, JarRoot.of(url), entry.endsWith("/") ? entry : entry + "/");
	}

	private static Path path(URL url) throws IOException {
		try {
			return Path.of(ResourceUtils.toURI(url));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			throw new IOException("The URL " + url + " is not a path", ex);
		}
	}

	private List<ScriptFolder> findInJarsWithoutFolders(Location location) throws IOException {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(this.classLoader);
		Map<String, ScriptFolder> folders = new LinkedHashMap<>();
		for (Resource resource : resolver.getResources("classpath*:**/" + location.folder() + "/**")) {
			URL url = resource.getURL();
			if (url.toString().contains("!/" + location.folder() + "/")) {
				JarRoot jar = JarRoot.of(url);
				folders.putIfAbsent(jar.url(), new JarFolder(location, jar, location.folder() + "/"));
			}
		}
		return List.copyOf(folders.values());
	}

}
