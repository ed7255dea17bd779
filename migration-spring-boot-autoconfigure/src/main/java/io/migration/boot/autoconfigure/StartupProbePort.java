// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Finds the port on which the probes of the application will be answered, and opens it.
 * Where that is not possible, the migration goes on without.
 */
class StartupProbePort implements Supplier<@Nullable StartupProbeServer> {

	private static final Logger logger = LoggerFactory.getLogger(StartupProbePort.class);

	private static final int DEFAULT_PORT = 8080;

	private static final String MANAGEMENT = "management.server";

	static final String ACTUATOR = "org.springframework.boot.actuate.autoconfigure.web.server."
			+ "ManagementServerProperties";

	private final Environment environment;

	private final Supplier<@Nullable SslBundles> bundles;

	private boolean tried;

	StartupProbePort(Environment environment, Supplier<@Nullable SslBundles> bundles) {
		this.environment = environment;
		this.bundles = bundles;
	}

	@Override
	public @Nullable StartupProbeServer get() {
		if (this.tried) {
			return null;
		}
		this.tried = true;
		String prefix = hasManagementPort() ? MANAGEMENT : "server";
		int port = port(prefix, DEFAULT_PORT);
		if (port <= 0) {
			logger.warn("The startup probe is not answered: {}.port is {}, so where to answer is not known", prefix,
					port);
			return null;
		}
		return open(prefix, port);
	}

	private @Nullable StartupProbeServer open(String prefix, int port) {
		try {
			InetAddress address = Binder.get(this.environment)
				.bind(prefix + ".address", InetAddress.class)
				.orElse(null);
			SslBundle ssl = ssl(prefix);
			StartupProbeServer server = StartupProbeServer.open(new InetSocketAddress(address, port), ssl);
			logger.info("The startup probe is answered on port {}{} while migrations run", port,
					(ssl != null) ? " (https)" : "");
			return server;
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			logger.warn("The startup probe is not answered, as port {} cannot be opened: {}", port, ex.toString());
			return null;
		}
	}

	private @Nullable SslBundle ssl(String prefix) {
		Ssl ssl = Binder.get(this.environment).bind(prefix + ".ssl", Ssl.class).orElse(null);
		return Ssl.isEnabled(ssl) ? WebServerSslBundle.get(ssl, this.bundles.get()) : null;
	}

	// As Spring Boot decides it
	private boolean hasManagementPort() {
		Integer management = this.environment.getProperty(MANAGEMENT + ".port", Integer.class);
		boolean own = management != null && management >= 0
				&& (management == 0 || !Objects.equals(management, port("server", DEFAULT_PORT)));
		return own && ClassUtils.isPresent(ACTUATOR, getClass().getClassLoader());
	}

	private int port(String prefix, int defaultPort) {
		return this.environment.getProperty(prefix + ".port", Integer.class, defaultPort);
	}

}
