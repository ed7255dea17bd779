// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for class names in files and annotations, which no compiler checks.
 */
class RegisteredClassesTests {

	private static final String AUTO_CONFIGURATIONS = "spring/"
			+ "org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	private final Path metaInf = metaInf();

	@TestFactory
	Stream<DynamicTest> importsAreSortedAndExist() throws IOException {
		try (Stream<Path> files = Files.list(this.metaInf.resolve("spring"))) {
			return files.filter((file) -> file.toString().matches(".*\\.(imports|includes)"))
				.toList()
				.stream()
				.map((file) -> DynamicTest.dynamicTest(file.getFileName().toString(),
						() -> assertSortedAndExist(lines(file))));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.factories", "spring/aot.factories" })
	void factoriesAreSortedAndExist(String file) throws IOException {
		Properties factories = new Properties();
		try (InputStream input = Files.newInputStream(this.metaInf.resolve(file))) {
			factories.load(input);
		}
		assertThat(factories.stringPropertyNames()).isNotEmpty().allSatisfy((type) -> {
			Class<?> factoryType = load(type);
			List<String> names = List.of(factories.getProperty(type).split(","));
			assertSortedAndExist(names);
			assertThat(names).allMatch((name) -> factoryType.isAssignableFrom(load(name)));
		});
	}

	@Test
	void everyAutoConfigurationIsRegistered() throws IOException {
		Path classes = this.metaInf.resolveSibling("io/migration/boot");
		try (Stream<Path> files = Files.walk(classes)) {
			assertThat(files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith("AutoConfiguration.class"))
				.map((name) -> name.substring(0, name.length() - ".class".length())))
				.hasSameElementsAs(autoConfigurations().map(Class::getSimpleName).toList());
		}
	}

	@TestFactory
	Stream<DynamicTest> classesBeforeAndAfterExist() throws IOException {
		return autoConfigurations().map((type) -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
			AutoConfiguration annotation = AnnotationUtils.findAnnotation(type, AutoConfiguration.class);
			assertThat(annotation).isNotNull();
			assertThat(Stream.of(annotation.afterName(), annotation.beforeName()).flatMap(Stream::of))
				.allMatch((name) -> load(name).isAnnotationPresent(AutoConfiguration.class));
		}));
	}

	@Test
	void namesInCodeExist() {
		assertThat(load("org.springframework.boot.jpa.JpaDatabaseInitializerDetector")).isNotNull();
		assertThat(load("org.flywaydb.core.Flyway")).isNotNull();
		assertThat(load("liquibase.integration.spring.SpringLiquibase")).isNotNull();
	}

	private Stream<Class<?>> autoConfigurations() throws IOException {
		return lines(this.metaInf.resolve(AUTO_CONFIGURATIONS)).stream().map(RegisteredClassesTests::load);
	}

	private static void assertSortedAndExist(List<String> names) {
		assertThat(names).isNotEmpty().isSorted().doesNotHaveDuplicates();
		assertThat(names).allSatisfy(RegisteredClassesTests::load);
	}

	private static List<String> lines(Path file) throws IOException {
		return Files.readAllLines(file).stream().map(String::strip).filter((line) -> !line.isEmpty()).toList();
	}

	private static Class<?> load(String name) {
		return ClassUtils.resolveClassName(name, RegisteredClassesTests.class.getClassLoader());
	}

	private static Path metaInf() {
		try {
			return Path.of(MigrationAutoConfiguration.class.getProtectionDomain().getCodeSource().getLocation().toURI())
				.resolve("META-INF");
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
