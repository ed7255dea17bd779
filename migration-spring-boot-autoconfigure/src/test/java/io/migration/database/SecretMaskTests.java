// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretMask}.
 */
class SecretMaskTests {

	@ParameterizedTest
	@ValueSource(strings = { "password", "APP_PASSWORD", "readerPwd", "client-secret", "auth.token", "api-key",
			"credentials" })
	void namesThatAreSecret(String name) {
		assertThat(SecretMask.of(Map.of(name, "hush")).hide("say hush")).isEqualTo("say ***");
	}

	@ParameterizedTest
	@ValueSource(strings = { "schema", "price", "keyspace", "user" })
	void namesThatAreNot(String name) {
		assertThat(SecretMask.of(Map.of(name, "hush"))).isSameAs(SecretMask.NONE);
		assertThat(SecretMask.NONE.hideParts("say hush")).isEqualTo("say hush");
	}

	@Test
	void emptyValueHidesNothing() {
		assertThat(SecretMask.of(Map.of("password", " ")).hideParts("a b c")).isEqualTo("a b c");
	}

	@Test
	void wholeValueIsTakenAsItIs() {
		SecretMask mask = SecretMask.of(Map.of("password", "a$1.*\\(b"));
		assertThat(mask.hide("'a$1.*\\(b' and a$1xx(b")).isEqualTo("'***' and a$1xx(b");
	}

	@Test
	void caseDoesNotMatter() {
		SecretMask mask = SecretMask.of(Map.of("password", "Pl4nted-Word"));
		assertThat(mask.hide("PL4NTED-word")).isEqualTo("***");
		assertThat(mask.hideParts("near \"pl4nted\"")).isEqualTo("near \"***\"");
	}

	@Test
	void wordsOfAValueAreHiddenOnlyAmongParts() {
		SecretMask mask = SecretMask.of(Map.of("password", "correct horse"));
		assertThat(mask.hide("a horse is of use")).isEqualTo("a horse is of use");
		assertThat(mask.hideParts("a horse is of use")).isEqualTo("a *** is of use");
	}

}
