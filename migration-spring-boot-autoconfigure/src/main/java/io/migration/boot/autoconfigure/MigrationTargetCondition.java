// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where it can be told what is to be migrated.
 */
class MigrationTargetCondition extends AnyNestedCondition {

	MigrationTargetCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnSingleCandidate(DataSource.class)
	static class SingleDataSource {

	}

	@Conditional(MarkedDataSourceCondition.class)
	static class MarkedDataSource {

	}

	@ConditionalOnBean(MigrationConnectionDetails.class)
	static class Details {

	}

	@ConditionalOnProperty("migration.datasource.url")
	static class Url {

	}

	/**
	 * Matches where a bean is marked. Such a bean is rarely a default candidate, and
	 * {@link ConditionalOnBean} sees no others.
	 */
	static class MarkedDataSourceCondition extends SpringBootCondition implements ConfigurationCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition(MigrationDataSource.class);
			List<String> names = marked(context.getBeanFactory());
			return !names.isEmpty() ? ConditionOutcome.match(message.found("bean", "beans").items(names))
					: ConditionOutcome.noMatch(message.didNotFind("any bean").atAll());
		}

		private static List<String> marked(@Nullable ListableBeanFactory beanFactory) {
			if (beanFactory == null) {
				return List.of();
			}
			return Stream.of(beanFactory.getBeanNamesForType(DataSource.class, true, false))
				.filter((name) -> beanFactory.findAnnotationOnBean(name, MigrationDataSource.class, false) != null)
				.toList();
		}

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

	}

}
