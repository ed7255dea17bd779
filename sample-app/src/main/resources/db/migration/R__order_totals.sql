CREATE OR REPLACE VIEW order_totals AS
SELECT o.id AS order_id,
       o.customer_id,
       o.status,
       o.placed_at,
       coalesce(sum(l.quantity), 0) AS items,
       coalesce(sum(l.quantity * l.unit_price), 0) AS total
  FROM orders o
  LEFT JOIN order_lines l ON l.order_id = o.id
 GROUP BY o.id;
