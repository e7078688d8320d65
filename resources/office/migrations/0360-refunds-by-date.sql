-- The refunds of one till and date, as exports and the rebuilding of a till read them.
CREATE INDEX IF NOT EXISTS refunds_by_date ON refunds (station, date);
