// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.sql.DataSource;

import io.migration.MigrationEngine;
import io.migration.testing.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StartupProbe}, {@link StartupProbeServer} and
 * {@link StartupProbePort}.
 */
class StartupProbeTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class, SslAutoConfiguration.class))
		.withBean(DataSource.class, UnusedDataSource::new)
		.withPropertyValues("migration.startup-probe.enabled=true");

	@ParameterizedTest
	@CsvSource(textBlock = """
			/actuator/health/liveness, 200
			/livez, 200
			/manage/live-ness, 503
			/actuator/health/readiness, 503
			/actuator/health, 503
			/, 503
			""")
	void onlyLivenessIsAnsweredWith200(String path, int status) throws Exception {
		int port = freePort();
		open(port, List.of(), (probe) -> {
			HttpResponse<String> answer = get("http://localhost:" + port + path);
			assertThat(answer.statusCode()).isEqualTo(status);
			assertThat(answer.headers().firstValue("Connection")).contains("close");
		});
	}

	@Test
	void stepAndTimeAreTold() throws Exception {
		int port = freePort();
		open(port, List.of(), (probe) -> {
			probe.waiting("a \"b\"");
			assertThat(get("http://localhost:" + port + "/readyz").body()).matches(
					"\\{\"status\":\"OUT_OF_SERVICE\",\"migration\":\\{\"step\":\"a \\\\\"b\\\\\"\",\"elapsedMs\":\\d+}}");
		});
	}

	@Test
	void portIsFreeBeforeTheWebServerStartsAndStaysSo() throws Exception {
		int port = freePort();
		open(port, List.of(), (probe) -> {
			assertThat(probe.getPhase()).isEqualTo(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1);
			assertThat(probe.isRunning()).isFalse();
			probe.start();
			assertThat(probe.isRunning()).isTrue();
			probe.beforeLock("default");
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> get("http://localhost:" + port + "/livez"));
			try (ServerSocket socket = new ServerSocket(port)) {
				assertThat(socket.isBound()).isTrue();
			}
		});
	}

	@Test
	void portOfTheManagementServerComesFirst() throws Exception {
		int port = freePort();
		int management = freePort();
		open(port, List.of("management.server.port=" + management, "management.server.address=127.0.0.1"), (probe) -> {
			assertThat(get("http://127.0.0.1:" + management + "/livez").statusCode()).isEqualTo(200);
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> get("http://localhost:" + port + "/livez"));
		});
		open(port, List.of("management.server.port=-1"),
				(probe) -> assertThat(get("http://localhost:" + port + "/livez").statusCode()).isEqualTo(200));
	}

	@Test
	void addressOfTheServerIsRespected() throws Exception {
		int port = freePort();
		open(port, List.of("server.address=127.0.0.1"), (probe) -> {
			assertThat(get("http://127.0.0.1:" + port + "/livez").statusCode()).isEqualTo(200);
			try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"))) {
				assertThat(other.isBound()).isTrue();
			}
		});
	}

	@Test
	void portThatCannotBeHadIsALineInTheLog() throws Exception {
		try (LogCapture log = LogCapture.start(); ServerSocket taken = new ServerSocket(0)) {
			open(0, List.of(), (probe) -> assertThat(log.messages()).containsExactly(
					"The startup probe is not answered: server.port is 0, so where to answer is not known"));
			open(taken.getLocalPort(), List.of(), (probe) -> {
				probe.beforeRun("default");
				assertThat(log.messages()).hasSize(2)
					.last()
					.asString()
					.startsWith(
							"The startup probe is not answered, as port " + taken.getLocalPort() + " cannot be opened");
			});
		}
	}

	@Test
	void bundleOfTheServerIsUsed(@TempDir Path folder) throws Exception {
		int port = freePort();
		Path store = keyStore(folder);
		List<String> properties = List.of("server.ssl.bundle=web",
				"spring.ssl.bundle.jks.web.keystore.location=" + store.toUri(),
				"spring.ssl.bundle.jks.web.keystore.password=changeit",
				"spring.ssl.bundle.jks.client.truststore.location=" + store.toUri(),
				"spring.ssl.bundle.jks.client.truststore.password=changeit");
		this.runner.withPropertyValues("server.port=" + port)
			.withPropertyValues(properties.toArray(String[]::new))
			.withPropertyValues("migration.mode=validate")
			.withBean(MigrationEngine.class, RecordingEngine::new)
			.run((context) -> {
				SSLContext ssl = context.getBean(SslBundles.class).getBundle("client").createSslContext();
				StartupProbe probe = new StartupProbe(
						new StartupProbePort(context.getEnvironment(), () -> context.getBean(SslBundles.class)));
				probe.beforeLock("default");
				HttpClient client = HttpClient.newBuilder().sslContext(ssl).build();
				HttpResponse<String> answer = client.send(
						HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/livez")).build(),
						HttpResponse.BodyHandlers.ofString());
				assertThat(answer.statusCode()).isEqualTo(200);
				probe.destroy();
			});
	}

	@Test
	void probeIsThereOnlyWhereItIsAskedFor() {
		this.runner.withBean(MigrationEngine.class, RecordingEngine::new)
			.run((context) -> assertThat(context).hasSingleBean(StartupProbe.class));
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationAutoConfiguration.class))
			.withBean(DataSource.class, UnusedDataSource::new)
			.withBean(MigrationEngine.class, RecordingEngine::new)
			.run((context) -> assertThat(context).doesNotHaveBean(StartupProbe.class));
	}

	@ParameterizedTest
	@CsvSource({ "background", "validate" })
	void nothingIsOpenedWhereNothingBlocks(String mode) throws IOException {
		int port = freePort();
		this.runner.withPropertyValues("migration.mode=" + mode, "server.port=" + port)
			.withBean(MigrationEngine.class, RecordingEngine::new)
			.run((context) -> {
				context.getBean(StartupProbe.class).beforeLock("default");
				assertThatExceptionOfType(ConnectException.class)
					.isThrownBy(() -> get("http://localhost:" + port + "/livez"));
			});
	}

	private void open(int port, List<String> properties, ProbeTest test) {
		List<String> all = new ArrayList<>(properties);
		all.add("server.port=" + port);
		this.runner.withPropertyValues(all.toArray(String[]::new))
			.withPropertyValues("migration.mode=validate")
			.withBean(MigrationEngine.class, RecordingEngine::new)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				StartupProbe probe = new StartupProbe(new StartupProbePort(context.getEnvironment(), () -> null));
				try {
					probe.beforeLock("default");
					test.run(probe);
				}
				finally {
					probe.destroy();
				}
			});
	}

	private static HttpResponse<String> get(String uri) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static Path keyStore(Path folder) throws Exception {
		Path store = folder.resolve("web.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "web", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
				"-storetype", "PKCS12", "-storepass", "changeit", "-keystore", store.toString())
			.redirectErrorStream(true)
			.start();
		assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return store;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * What is tried with an open probe.
	 */
	private interface ProbeTest {

		void run(StartupProbe probe) throws Exception;

	}

}
