-- An order takes its products out of the stock and a cancellation puts them back. What is not there
-- cannot be ordered: the check products_stock_not_negative refuses it, whoever writes the order.
CREATE FUNCTION take_stock() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE products SET stock = stock - NEW.quantity WHERE id = NEW.product_id;
    RETURN NULL;
END;
$$;

CREATE FUNCTION return_stock() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    line record;
BEGIN
    -- in the order in which orders lock them, or the two could wait for each other
    FOR line IN SELECT product_id, quantity FROM order_lines WHERE order_id = NEW.id ORDER BY product_id LOOP
        UPDATE products SET stock = stock + line.quantity WHERE id = line.product_id;
    END LOOP;
    RETURN NULL;
END;
$$;

CREATE TRIGGER order_lines_take_stock AFTER INSERT ON order_lines
    FOR EACH ROW EXECUTE FUNCTION take_stock();

CREATE TRIGGER orders_return_stock AFTER UPDATE OF status ON orders
    FOR EACH ROW WHEN (NEW.status = 'CANCELLED' AND OLD.status <> 'CANCELLED') EXECUTE FUNCTION return_stock();
