-- One name instead of two, while instances run that know the two only.
--
-- up        the column appears; a trigger fills it for rows that old instances write
-- backfill  fills the rows that were there before, in batches, while the application serves
-- contract  ends the support for old instances: held until none is left

-- migrate:up
ALTER TABLE customers ADD COLUMN display_name varchar(201);

CREATE FUNCTION set_display_name() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    -- not written by an old instance, or the two names have changed and it follows them
    IF NEW.display_name IS NULL OR NEW.display_name = OLD.first_name || ' ' || OLD.last_name THEN
        NEW.display_name := NEW.first_name || ' ' || NEW.last_name;
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER customers_set_display_name BEFORE INSERT OR UPDATE ON customers
    FOR EACH ROW EXECUTE FUNCTION set_display_name();

-- not yet checked for the rows that are there: nobody waits for a scan of the table
ALTER TABLE customers ADD CONSTRAINT customers_display_name_present CHECK (display_name IS NOT NULL) NOT VALID;

-- migrate:backfill table=customers batch=1000
UPDATE customers SET display_name = first_name || ' ' || last_name
 WHERE display_name IS NULL AND :batch;

-- migrate:verify
SELECT id FROM customers WHERE display_name IS NULL LIMIT 10;

-- migrate:contract
-- scans the table while others read and write it; SET NOT NULL then needs no scan
ALTER TABLE customers VALIDATE CONSTRAINT customers_display_name_present;
ALTER TABLE customers ALTER COLUMN display_name SET NOT NULL;
ALTER TABLE customers DROP CONSTRAINT customers_display_name_present;
DROP TRIGGER customers_set_display_name ON customers;
DROP FUNCTION set_display_name();

-- migrate:down
DROP TRIGGER customers_set_display_name ON customers;
DROP FUNCTION set_display_name();
ALTER TABLE customers DROP COLUMN display_name;

-- migrate:down of=contract
CREATE FUNCTION set_display_name() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    -- not written by an old instance, or the two names have changed and it follows them
    IF NEW.display_name IS NULL OR NEW.display_name = OLD.first_name || ' ' || OLD.last_name THEN
        NEW.display_name := NEW.first_name || ' ' || NEW.last_name;
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER customers_set_display_name BEFORE INSERT OR UPDATE ON customers
    FOR EACH ROW EXECUTE FUNCTION set_display_name();

ALTER TABLE customers ADD CONSTRAINT customers_display_name_present CHECK (display_name IS NOT NULL) NOT VALID;
ALTER TABLE customers ALTER COLUMN display_name DROP NOT NULL;
