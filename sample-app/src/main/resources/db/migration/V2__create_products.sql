-- migrate:up
CREATE TABLE products (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku        varchar(20)    NOT NULL,
    name       varchar(200)   NOT NULL,
    price      numeric(10, 2) NOT NULL,
    -- the value comes from migration.placeholders.currency
    currency   varchar(3)     NOT NULL DEFAULT '${currency}',
    stock      integer        NOT NULL DEFAULT 0,
    created_at timestamptz    NOT NULL DEFAULT now(),
    updated_at timestamptz    NOT NULL DEFAULT now(),
    CONSTRAINT products_sku_key UNIQUE (sku),
    CONSTRAINT products_price_not_negative CHECK (price >= 0),
    CONSTRAINT products_stock_not_negative CHECK (stock >= 0)
);

-- migrate:down
DROP TABLE products;
