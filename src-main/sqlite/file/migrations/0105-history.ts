/** What the history is listed and searched by. Shipped: never edit, add the next migration instead. */
export const history = `
DROP INDEX payments_by_wallet_number;
DROP INDEX payments_by_order_reference;
DROP INDEX payments_by_amount;
DROP INDEX payments_by_short_name;

-- Payments are numbered 2, 4, 6 … in it, refunds 3, 5, 7 …: twice their running number, plus one.
CREATE TABLE history (
  id         INTEGER PRIMARY KEY,
  outcome    TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  amount     INTEGER NOT NULL,
  currency   TEXT NOT NULL,
  cashier    TEXT,
  words      TEXT NOT NULL,
  numbers    TEXT NOT NULL
) STRICT;

CREATE INDEX history_by_start ON history (started_at, id, outcome, currency, amount);
CREATE INDEX history_by_cashier ON history (cashier, started_at, id);
CREATE INDEX history_by_amount ON history (amount);
CREATE INDEX history_unlike_most ON history (outcome, started_at, id) WHERE outcome <> 'paid';
CREATE INDEX history_of_refunds ON history (started_at, id) WHERE id % 2 = 1;

CREATE VIRTUAL TABLE history_text USING fts5 (
  words, numbers, content = 'history', content_rowid = 'id', tokenize = 'trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE history_trigrams USING fts5vocab (history_text, row);
CREATE VIRTUAL TABLE history_places USING fts5vocab (history_text, instance);

CREATE TRIGGER history_is_searched AFTER INSERT ON history
BEGIN INSERT INTO history_text (rowid, words, numbers) VALUES (NEW.id, NEW.words, NEW.numbers); END;

CREATE TRIGGER history_is_searched_anew AFTER UPDATE OF words, numbers ON history
WHEN NEW.words IS NOT OLD.words OR NEW.numbers IS NOT OLD.numbers
BEGIN
  INSERT INTO history_text (history_text, rowid, words, numbers) VALUES ('delete', OLD.id, OLD.words, OLD.numbers);
  INSERT INTO history_text (rowid, words, numbers) VALUES (NEW.id, NEW.words, NEW.numbers);
END;

-- The running numbers up to which payments and refunds of an earlier version still have to be entered.
CREATE TABLE history_missing (payments INTEGER NOT NULL, refunds INTEGER NOT NULL) STRICT;
INSERT INTO history_missing VALUES
  ((SELECT coalesce(max(number), 0) FROM payments), (SELECT coalesce(max(number), 0) FROM refunds));
`;
