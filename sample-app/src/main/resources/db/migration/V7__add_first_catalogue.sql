-- migrate:up
COPY products (sku, name, price, stock) FROM stdin;
TEA-001	Darjeeling First Flush, 100 g	14.90	40
TEA-002	Thé vert à la menthe, 100 g	8.50	60
COF-001	Café crème, 500 g	11.20	80
COF-002	Espresso; dark roast, 1 kg	21.00	25
POT-001	Tea pot, cast iron	64.00	3
\.

INSERT INTO customers (first_name, last_name, email) VALUES
    ('Ada', 'Lovelace', 'ada@example.com'),
    ('Grace', 'Hopper', 'grace@example.com'),
    ('Blaise', 'Pascal', 'blaise@example.com');

-- migrate:down
DELETE FROM customers WHERE email IN ('ada@example.com', 'grace@example.com', 'blaise@example.com');
DELETE FROM products WHERE sku IN ('TEA-001', 'TEA-002', 'COF-001', 'COF-002', 'POT-001');
