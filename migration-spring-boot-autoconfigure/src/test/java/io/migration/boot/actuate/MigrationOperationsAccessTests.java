// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.MBeanException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where operations are granted, over HTTP and JMX.
 */
class MigrationOperationsAccessTests {

	@RegisterExtension
	private final OperatedApplication application = new OperatedApplication();

	@BeforeEach
	void prepare() {
		this.application.script("V1__users.sql",
				"-- migrate:up\nCREATE TABLE users (id int);\n-- migrate:down\nDROP TABLE users;");
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					management.endpoint.migrations.access=READ_ONLY,  management.endpoints.access.max-permitted=UNRESTRICTED, 200, 405
					management.endpoint.migrations.access=UNRESTRICTED, management.endpoints.access.max-permitted=READ_ONLY,  200, 405
					management.endpoint.migrations.access=UNRESTRICTED, management.endpoints.access.max-permitted=UNRESTRICTED, 200, 200
					management.endpoint.migrations.access=NONE,       management.endpoints.access.max-permitted=UNRESTRICTED, 404, 404
					management.endpoint.migrations.access=UNRESTRICTED, management.endpoints.access.max-permitted=NONE,       404, 404
					""")
	void accessDecides(String access, String maxPermitted, int read, int write) {
		this.application.properties(access, maxPermitted).run((client) -> {
			assertThat(client.get("/actuator/migrations").status()).isEqualTo(read);
			assertThat(client.operate("migrate", "{}").status()).isEqualTo(write);
			assertThat(client.operate("plan", "{}").status()).isEqualTo(write);
		});
	}

	@Test
	void accessIsReadOnlyUnlessConfigured() {
		this.application.properties("management.endpoint.migrations.access=").runner().run((context) -> {
			EndpointClient client = new EndpointClient(context);
			assertThat(client.get("/actuator/migrations/default").status()).isEqualTo(200);
			assertThat(client.operate("migrate", "{}").status()).isEqualTo(405);
			assertThat(client.operate("migrate", "{}").body()).doesNotContain("SUCCEEDED");
		});
	}

	@Test
	void consolesOperateThroughJmx() {
		jmx("UNRESTRICTED").withPropertyValues("migration.endpoint.rollback=true").run((context) -> {
			assertThat(operations()).contains("operate", "run");
			Map<?, ?> ran = (Map<?, ?>) operate("migrate", null);
			assertThat(ran.get("state")).isEqualTo("SUCCEEDED");
			assertThat(invoke("run", "default", ran.get("id"))).isEqualTo(ran);
			assertThat(invoke("run", "default", "1")).isNull();
			Map<?, ?> refused = (Map<?, ?>) operate("rollback", " target = 7 ");
			assertThat(refused.get("state")).isEqualTo("FAILED");
			assertThat(((Map<?, ?>) operate("rollback", "steps=1, accept-data-loss=true")).get("state"))
				.isEqualTo("SUCCEEDED");
			assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> operate("rollback", "step=1"))
				.withMessageContaining("Did you mean 'steps'?");
			assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> operate("rollback", "steps"))
				.withMessageContaining("Option 'steps' has no value.");
			assertThatExceptionOfType(ReflectionException.class)
				.isThrownBy(() -> operate("rollback", "steps=1,steps=2"))
				.withMessageContaining("is given twice");
			assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> operate("migrat", null))
				.withMessageContaining("Did you mean 'migrate'?");
		});
	}

	@Test
	void rollbackThroughJmxNeedsItsGrant() {
		jmx("UNRESTRICTED").run((context) -> assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> operate("rollback", "steps=1"))
			.withMessageContaining("Set migration.endpoint.rollback=true"));
	}

	@Test
	void consolesOnlyReadWhereOnlyReadingIsGranted() {
		jmx("READ_ONLY").run((context) -> assertThat(operations()).contains("migrations", "target", "migration")
			.doesNotContain("operate"));
	}

	private WebApplicationContextRunner jmx(String access) {
		return this.application
			.properties("management.endpoint.migrations.access=" + access, "spring.jmx.enabled=true",
					"management.endpoints.jmx.exposure.include=migrations")
			.runner()
			.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class, JmxEndpointAutoConfiguration.class));
	}

	private static List<String> operations() throws Exception {
		return Stream.of(ManagementFactory.getPlatformMBeanServer().getMBeanInfo(name()).getOperations())
			.map(MBeanFeatureInfo::getName)
			.toList();
	}

	private static @Nullable Object operate(String operation, @Nullable String options) throws Exception {
		return invoke("operate", "default", operation, options);
	}

	private static @Nullable Object invoke(String name, @Nullable Object... arguments) throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		String[] signature = Stream.of(arguments).map((argument) -> "java.lang.String").toArray(String[]::new);
		try {
			return server.invoke(name(), name, arguments, signature);
		}
		catch (MBeanException ex) {
			throw ex.getTargetException();
		}
	}

	private static ObjectName name() throws Exception {
		return new ObjectName("org.springframework.boot:type=Endpoint,name=Migrations");
	}

}
