// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
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
			ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
			String[] names = (beanFactory != null) ? beanFactory.getBeanNamesForAnnotation(MigrationDataSource.class)
					: new String[0];
			return (names.length > 0) ? ConditionOutcome.match(message.found("bean", "beans").items((Object[]) names))
					: ConditionOutcome.noMatch(message.didNotFind("any bean").atAll());
		}

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

	}

}
