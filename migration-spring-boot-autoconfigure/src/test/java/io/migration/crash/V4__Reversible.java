// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import io.migration.ReversibleJavaMigration;

import org.springframework.jdbc.core.simple.JdbcClient;

class V4__Reversible implements ReversibleJavaMigration {

	@Override
	public void up(JdbcClient jdbc) {
		jdbc.sql("INSERT INTO effects (tag) VALUES (?)").param("4").update();
	}

	@Override
	public void down(JdbcClient jdbc) {
		jdbc.sql("INSERT INTO effects (tag) VALUES (?)").param("4 undone").update();
	}

}
