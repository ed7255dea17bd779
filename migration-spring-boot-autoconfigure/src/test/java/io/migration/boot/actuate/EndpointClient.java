// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * Asks a running application from outside.
 */
final class EndpointClient {

	private final HttpClient http = HttpClient.newHttpClient();

	private final ApplicationContext context;

	private final @Nullable String user;

	EndpointClient(ApplicationContext context) {
		this(context, null);
	}

	private EndpointClient(ApplicationContext context, @Nullable String user) {
		this.context = context;
		this.user = user;
	}

	EndpointClient as(String user) {
		return new EndpointClient(this.context, user);
	}

	Answer get(String path) {
		return send(request(path).GET());
	}

	/**
	 * Ask the default target for an operation.
	 */
	Answer operate(String operation, String options) {
		return post("/actuator/migrations/default/" + operation, options);
	}

	Answer post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	Answer postNothing(String path) {
		return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
	}

	private HttpRequest.Builder request(String path) {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
		if (this.user != null) {
			String credentials = this.user + ":secret";
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
		}
		return request;
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An answer.
	 */
	record Answer(int status, String body) {

		<T> T read(String path) {
			return JsonPath.read(this.body, path);
		}

	}

}
