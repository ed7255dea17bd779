DROP TRIGGER orders_return_stock ON orders;
DROP TRIGGER order_lines_take_stock ON order_lines;
DROP FUNCTION return_stock();
DROP FUNCTION take_stock();
