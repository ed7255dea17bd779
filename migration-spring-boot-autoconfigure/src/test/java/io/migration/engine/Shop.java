// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

/**
 * Scripts of a shop, each of which notes in a table that it ran.
 */
final class Shop {

	private Shop() {
	}

	/**
	 * Add the first version only.
	 */
	static TestProject orders(TestProject project) {
		return project.script("V1__orders.sql", """
				CREATE TABLE audit (migration text NOT NULL);
				CREATE TABLE orders (id int, customer int);
				INSERT INTO orders SELECT g, g % 10 FROM generate_series(1, 1000) g;
				INSERT INTO audit VALUES ('1');
				""");
	}

	/**
	 * Add the versions 1 and 3 and a view. What happens in version 2 is up to the test.
	 */
	static TestProject aroundVersion2(TestProject project) {
		return orders(project)
			.script("V3__index.sql",
					"CREATE INDEX CONCURRENTLY orders_customer ON orders (customer); INSERT INTO audit VALUES ('3')")
			.script("R__view.sql", """
					CREATE OR REPLACE VIEW totals AS SELECT customer, count(*) AS n FROM orders GROUP BY 1;
					INSERT INTO audit VALUES ('R');
					""");
	}

}
