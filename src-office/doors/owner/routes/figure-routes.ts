/** The figures. */
import { z } from 'zod';
import type { PeopleParts } from '../../../people/accounts.ts';
import { writeAudit } from '../../../people/audit.ts';
import { isLasting } from '../../../people/sessions.ts';
import { readTakings } from '../../../figures/by-date.ts';
import { readDays } from '../../../figures/days.ts';
import { exportCsv } from '../../../figures/export/export-csv.ts';
import { findLines } from '../../../figures/find.ts';
import type { NowFigures } from '../../../figures/now/now.ts';
import { readStores } from '../../../figures/tills.ts';
import { readStory } from '../../../figures/story.ts';
import { chosen, date, id, nowShown } from './inputs.ts';
import type { Route } from './route.ts';
import { refused, route, tooMany } from './route.ts';
import { rateLimit } from '../../rate-limit.ts';
import { streamText } from '../stream-text.ts';

/** The most days of one request; a little more than an export of a year needs. */
const MAX_DAYS = 400;
const DAY_MS = 86_400_000;

/** Files of a person per minute: each reads all that the tills took in a year, and what tills push waits for the same database. */
const MAX_EXPORTS = 10;

const range = z
  .strictObject({ from: date, to: date, store: chosen })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < MAX_DAYS * DAY_MS);

/** When the last line already shown started; '' for the newest. */
const before = z
  .string()
  .regex(/^\d{0,15}$/)
  .optional()
  .transform((text) => (text === undefined || text === '' ? Number.MAX_SAFE_INTEGER : Number(text)));

export interface FigureParts extends PeopleParts {
  readonly now: NowFigures;
  /** Called with what goes wrong after an answer has begun. */
  readonly log: (error: unknown) => void;
}

const exportRoute = ({ db, outside, log }: FigureParts): Route => {
  const exports = rateLimit(outside, MAX_EXPORTS);
  return route({
    method: 'GET',
    path: '/api/export.csv',
    right: 'see',
    input: range,
    run: async ({ input, scope, person, session, c }) => {
      const waitMs = exports.take(person.id);
      if (waitMs > 0) return tooMany(c, waitMs);
      const { from, to } = input;
      const [store] = input.store === null ? [] : await readStores(db, scope);
      const about = `${from} – ${to}${store ? `, ${store.name}` : ''}`;
      await writeAudit(db, outside, { at: outside.now(), person, what: 'exported', about });
      c.header('Content-Type', 'text/csv; charset=utf-8');
      c.header('Content-Disposition', `attachment; filename="countertop-office-${from}-to-${to}.csv"`);
      const isLetIn = () => isLasting(db, session, outside.now());
      return c.body(streamText(exportCsv(db, scope, input, outside.now()), isLetIn, log));
    },
  });
};

const readingRoutes = ({ db, outside, now }: FigureParts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/now',
    right: 'see',
    input: nowShown,
    run: async ({ input, scope, c }) => c.json(await now.read(scope, outside.now(), input)),
  }),
  route({
    method: 'GET',
    path: '/api/find',
    right: 'see',
    input: z.strictObject({ q: z.string().max(100), before }),
    run: async ({ input, scope, c }) =>
      c.json(await findLines(db, input.q, { scope, before: input.before, now: outside.now() })),
  }),
  route({
    method: 'GET',
    path: '/api/payments/:station/:reference',
    right: 'see',
    input: z.strictObject({ station: id, reference: z.string().max(100) }),
    run: async ({ input, scope, c }) => {
      const story = await readStory(db, scope, input, outside.now());
      return story ? c.json(story) : refused(c, 'unknown');
    },
  }),
  route({
    method: 'GET',
    path: '/api/days',
    right: 'see',
    input: range,
    run: async ({ input, scope, c }) => c.json(await readDays(db, scope, input, outside.now())),
  }),
  route({
    method: 'GET',
    path: '/api/takings',
    right: 'see',
    input: range,
    run: async ({ input, scope, c }) => c.json(await readTakings(db, scope, input)),
  }),
];

export const figureRoutes = (parts: FigureParts): readonly Route[] => [
  ...readingRoutes(parts),
  exportRoute(parts),
];
