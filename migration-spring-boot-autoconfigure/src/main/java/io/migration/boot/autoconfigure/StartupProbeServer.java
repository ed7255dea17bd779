// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLParameters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * A small web server that says whether this process is alive: it is. Whatever else is
 * asked is not available yet.
 */
final class StartupProbeServer implements AutoCloseable {

	private static final int THREADS = 4;

	private static final int OK = 200;

	private static final int UNAVAILABLE = 503;

	private final HttpServer server;

	private final ExecutorService threads;

	private final Instant start = Instant.now();

	private volatile String step = "";

	private StartupProbeServer(HttpServer server) {
		this.server = server;
		this.threads = Executors.newFixedThreadPool(THREADS, StartupProbeServer::thread);
		server.setExecutor(this.threads);
		server.createContext("/", this::answer);
		server.start();
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "migration-startup-probe");
		thread.setDaemon(true);
		return thread;
	}

	static StartupProbeServer open(InetSocketAddress address, @Nullable SslBundle ssl) throws IOException {
		if (ssl == null) {
			return new StartupProbeServer(HttpServer.create(address, 0));
		}
		HttpsConfigurator configurator = configurator(ssl);
		HttpsServer server = HttpsServer.create(address, 0);
		server.setHttpsConfigurator(configurator);
		return new StartupProbeServer(server);
	}

	private static HttpsConfigurator configurator(SslBundle ssl) {
		SslOptions options = ssl.getOptions();
		return new HttpsConfigurator(ssl.createSslContext()) {

			@Override
			public void configure(HttpsParameters connection) {
				SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
				if (options.getEnabledProtocols() != null) {
					parameters.setProtocols(options.getEnabledProtocols());
				}
				if (options.getCiphers() != null) {
					parameters.setCipherSuites(options.getCiphers());
				}
				connection.setSSLParameters(parameters);
			}

		};
	}

	void show(String newStep) {
		this.step = newStep;
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			boolean alive = isLiveness(exchange.getRequestURI().getPath());
			byte[] body = (alive ? "{\"status\":\"UP\"}" : unavailable()).getBytes(StandardCharsets.UTF_8);
			boolean head = "HEAD".equals(exchange.getRequestMethod());
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			// Connections would not survive the change to the web server
			exchange.getResponseHeaders().set("Connection", "close");
			exchange.sendResponseHeaders(alive ? OK : UNAVAILABLE, head ? -1 : body.length);
			if (!head) {
				try (OutputStream out = exchange.getResponseBody()) {
					out.write(body);
				}
			}
		}
	}

	private static boolean isLiveness(@Nullable String path) {
		return path != null && (path.endsWith("liveness") || path.endsWith("livez"));
	}

	private String unavailable() {
		String shown = this.step.replace("\\", "\\\\").replace("\"", "\\\"");
		return "{\"status\":\"OUT_OF_SERVICE\",\"migration\":{\"step\":\"" + shown + "\",\"elapsedMs\":"
				+ Duration.between(this.start, Instant.now()).toMillis() + "}}";
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
