// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;

import io.migration.script.Location;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Keeps in a native image what the configuration of an application names: the scripts of
 * all locations on the class path, and the driver. What a placeholder stands for that has
 * no value yet, or what a {@link MigrationOptionsCustomizer} adds, is not known ahead of
 * time.
 */
class MigrationAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(TargetDataSource.class, false, false).length == 0) {
			return null;
		}
		Binder binder = Binder.get(beanFactory.getBean(Environment.class));
		return new Hints(names(binder, "migration.locations"), names(binder, "migration.datasource.driver-class-name"),
				beanFactory.getBeanClassLoader());
	}

	// One by one: other properties may have values at run time only
	private static List<String> names(Binder binder, String property) {
		return Arrays.stream(binder.bind(property, Bindable.of(String[].class)).orElseGet(() -> new String[0]))
			.filter((name) -> !name.contains("${"))
			.toList();
	}

	private record Hints(List<String> locations, List<String> drivers,
			@Nullable ClassLoader classLoader) implements BeanFactoryInitializationAotContribution {

		@Override
		public void applyTo(GenerationContext generation, BeanFactoryInitializationCode code) {
			RuntimeHints hints = generation.getRuntimeHints();
			for (String folder : Location.foldersOnClassPath(this.locations)) {
				hints.resources().registerPattern(folder + "/**");
			}
			for (String driver : this.drivers) {
				MigrationRuntimeHints.registerDriver(hints, this.classLoader, driver);
			}
		}

	}

}
