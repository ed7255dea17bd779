// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.ReversibleJavaMigration;

import org.springframework.jdbc.core.simple.JdbcClient;

class V4__Reversible implements ReversibleJavaMigration {

	@Override
	public void up(JdbcClient jdbc) {
		jdbc.sql("CREATE TABLE made_by_code (id int)").update();
	}

	@Override
	public void down(JdbcClient jdbc) {
		jdbc.sql("DROP TABLE made_by_code").update();
	}

}
