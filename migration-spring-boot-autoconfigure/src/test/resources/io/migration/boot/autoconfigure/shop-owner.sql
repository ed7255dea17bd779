CREATE ROLE shop_owner LOGIN PASSWORD 'owner-password';
GRANT ALL ON SCHEMA public TO shop_owner;
