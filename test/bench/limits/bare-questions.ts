/**
 * The questions that people ask of a long journal, each as one SQL statement over the same file, with its
 * result parsed. No permissions, no schema and no next page.
 */
import Database from 'better-sqlite3';

const PAGE = 60;

const rowsOf = (where: string, index = ''): string => `
  SELECT body FROM (SELECT id, started_at FROM history ${index} WHERE ${where} ORDER BY started_at DESC, id DESC LIMIT ${PAGE})
  JOIN payments ON number = id / 2 WHERE id % 2 = 0`;

const matching = rowsOf('id IN (SELECT rowid FROM history_text WHERE history_text MATCH @text)');

const SQL = {
  newest: rowsOf('TRUE', 'INDEXED BY history_by_start'),
  amount: rowsOf('amount = @amount', 'INDEXED BY history_by_amount'),
  gatewayNumber: `SELECT body FROM payments WHERE gateway_id = @text`,
  partOfWord: matching,
  datesAndAmounts: rowsOf(
    'started_at >= @from AND started_at < @to AND amount BETWEEN @amount AND @amount + 1000',
  ),
  cashier: rowsOf('cashier = @cashier', 'INDEXED BY history_by_cashier'),
  notPaid: rowsOf("outcome = 'not-paid' AND outcome <> 'paid'", 'INDEXED BY history_unlike_most'),
  audit: `SELECT payload FROM events INDEXED BY events_of_people
    WHERE reference = 'house' OR type IN ('late-accepted', 'refund-intended', 'cancel-asked')
    ORDER BY sequence DESC LIMIT 50`,
  zs: `SELECT payload ->> '$.number', payload ->> '$.date', at, payload -> '$.report.net' FROM events
    INDEXED BY records_by_type WHERE reference = 'house' AND type = 'day-closed' ORDER BY sequence DESC LIMIT 92`,
  overview: `SELECT day, sum(paid_count), sum(paid), sum(refunded) FROM takings_by_day GROUP BY day
    UNION ALL SELECT hour % 24, sum(paid_count), sum(paid), sum(refunded) FROM takings_by_hour GROUP BY hour % 24`,
  snapshot: `SELECT body, (SELECT count(*) FROM payments WHERE started_at >= @from AND started_at < @to)
    FROM payments WHERE started_at >= @from AND started_at < @to ORDER BY started_at DESC, number DESC LIMIT 100`,
  x: `SELECT state, count(*), sum(amount) FROM payments GROUP BY state`,
} as const;

export type BareQuestion = keyof typeof SQL;

/** Asks; bodies and payloads are parsed. */
export const bareQuestions = (file: string) => {
  const db = new Database(file, { readonly: true });
  const statements = new Map(Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql).raw()]));
  return {
    ask: (question: BareQuestion, values: Readonly<Record<string, string | number>>): number => {
      const used = Object.fromEntries(
        Object.entries(values).filter(([name]) => SQL[question].includes(`@${name}`)),
      );
      const rows = statements
        .get(question)
        ?.all(...(Object.keys(used).length > 0 ? [used] : [])) as unknown[][];
      for (const [text] of rows) if (typeof text === 'string' && text.startsWith('{')) JSON.parse(text);
      return rows.length;
    },
    close: () => void db.close(),
  };
};
