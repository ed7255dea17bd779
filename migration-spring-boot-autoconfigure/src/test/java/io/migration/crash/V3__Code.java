// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import io.migration.JavaMigration;

import org.springframework.jdbc.core.simple.JdbcClient;

class V3__Code implements JavaMigration {

	@Override
	public void up(JdbcClient jdbc) {
		jdbc.sql("INSERT INTO effects (tag) VALUES (?)").param("3.1").update();
		jdbc.sql("INSERT INTO effects (tag) VALUES (?)").param("3.2").update();
	}

}
