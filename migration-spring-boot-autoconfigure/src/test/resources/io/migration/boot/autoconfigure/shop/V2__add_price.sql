ALTER TABLE product ADD COLUMN price numeric(10, 2) NOT NULL DEFAULT ${price};
