import type { HealthLevel, HealthSubject, HealthView, TextKey } from '#contract';
import { HEALTH_SUBJECTS, levelOf, perLanguage, SLOW_START_MS, text } from '#contract';
import type { IconName } from '../../../parts/icon-paths.ts';
import { fullTime } from '../../time-words.ts';
import { diskFacts, startFacts } from './computer-words.ts';
import { officeBehindWords } from '../office/office-words.ts';
import { sizeWords } from './size-words.ts';

type Line = readonly [name: string, value: string];

export interface HealthItem {
  readonly subject: HealthSubject;
  readonly level: HealthLevel;
  readonly title: string;
  readonly verdict: string;
  /** '' if nothing has to be done. */
  readonly advice: string;
  readonly facts: readonly Line[];
}

export const LEVEL_ICONS = {
  green: 'tick',
  amber: 'warning',
  red: 'cross',
} as const satisfies Record<HealthLevel, IconName>;

const MINUTE_MS = 60_000;

const number = perLanguage((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }));
const ago = perLanguage((tag) => new Intl.RelativeTimeFormat(tag));
/** From this many of a unit on, the next larger unit is used. */
const MANY = 90;

/** '12 seconds ago' */
const agoWords = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  if (seconds < MANY) return ago().format(-seconds, 'second');
  const minutes = Math.round(seconds / 60);
  return minutes < MANY ? ago().format(-minutes, 'minute') : ago().format(-Math.round(minutes / 60), 'hour');
};

const timeOrNever = (at: number | null): string => (at === null ? text('health.never') : fullTime(at));

const verdictKeys = ({ verdicts }: HealthView) =>
  ({
    gateway: `health.gateway.${verdicts.gateway}`,
    clock: `health.clock.${verdicts.clock}`,
    journal: `health.journal.${verdicts.journal}`,
    backups: `health.backups.${verdicts.backups}`,
    displays: `health.displays.${verdicts.displays}`,
    printer: `health.printer.${verdicts.printer}`,
    'key-store': `health.key-store.${verdicts['key-store']}`,
    folders: `health.folders.${verdicts.folders}`,
    start: `health.start.${verdicts.start}`,
    office: `health.office.${verdicts.office}`,
    disk: `health.disk.${verdicts.disk}`,
  }) as const satisfies Record<HealthSubject, TextKey>;

const gatewayFacts = ({ gateway: { connection, answered, paused } }: HealthView): readonly Line[] => [
  [text('health.gateway.connection'), text(`connection.${connection}`)],
  [
    text('health.gateway.answer'),
    answered
      ? text('health.gateway.took', {
          time: fullTime(answered.at),
          seconds: number().format(answered.tookMs / 1000),
        })
      : text('health.never'),
  ],
  [text('health.gateway.breaker'), text(`health.gateway.breaker.${paused ? 'open' : 'closed'}`)],
];

const journalFacts = ({ journal }: HealthView): readonly Line[] => [
  [text('health.journal.rows'), number().format(journal.rows)],
  [text('health.journal.last'), timeOrNever(journal.lastRowAt)],
  [
    text('health.journal.size'),
    text('health.journal.size.with', { size: sizeWords(journal.bytes), log: sizeWords(journal.walBytes) }),
  ],
  [text('health.journal.signed'), timeOrNever(journal.signedAt)],
  [text('health.journal.checked'), timeOrNever(journal.lastCheck?.at ?? null)],
  ...(journal.freeBytes === null
    ? []
    : [[text('health.journal.free'), sizeWords(journal.freeBytes)] as const]),
];

const paintedWords = ({ painted }: HealthView['customerWindow']): string => {
  if (painted === null) return text('health.never');
  const { pixels, mm } = painted;
  const said = { pixels: String(pixels), ago: agoWords(painted.ago) };
  return mm === null
    ? text('health.displays.code.px', said)
    : text('health.displays.code.mm', { ...said, mm: number().format(mm) });
};

const displayFacts = ({ displays, customerWindow }: HealthView): readonly Line[] => [
  ...displays.map(
    ({ label, width, height, shows }, index) =>
      [
        label || text('set-up.display.unnamed', { number: index + 1 }),
        [
          text('set-up.display.size', { width: String(width), height: String(height) }),
          text(`set-up.display.shows.${shows}`),
        ].join(' · '),
      ] as const,
  ),
  [
    text('health.displays.window'),
    customerWindow.beatAgo === null
      ? text('health.never')
      : text('health.displays.told', { ago: agoWords(customerWindow.beatAgo) }),
  ],
  [text('health.displays.code'), paintedWords(customerWindow)],
];

const officeFacts = ({ office: { confirmedAt, behind } }: HealthView): readonly Line[] => [
  [text('office.confirmed'), timeOrNever(confirmedAt)],
  // An office that has confirmed nothing has nothing, and a till without one lacks none.
  ...(confirmedAt === null && behind === null
    ? []
    : [[text('office.behind'), officeBehindWords(behind)] as const]),
];

const factsOf = (view: HealthView): Readonly<Record<HealthSubject, readonly Line[]>> => ({
  gateway: gatewayFacts(view),
  clock: view.verdicts.clock === 'zone-changed' ? [[text('settings.timeZone.label'), view.zone.used]] : [],
  journal: journalFacts(view),
  backups: [],
  displays: displayFacts(view),
  printer: [
    [text('health.printer.last'), timeOrNever(view.printer.printedAt)],
    [text('health.printer.trouble'), timeOrNever(view.printer.failedAt)],
  ],
  'key-store': [],
  folders: view.folders.map(({ name, isWritable }) => [
    text(`health.folder.${name}`),
    text(`health.folder.${isWritable ? 'yes' : 'no'}`),
  ]),
  start: startFacts(view),
  office: officeFacts(view),
  disk: diskFacts(view),
});

/** Every part of the till, with its state and what to do. */
export const healthItems = (view: HealthView): readonly HealthItem[] => {
  const keys = verdictKeys(view);
  const facts = factsOf(view);
  const minutes = Math.round(Math.abs(view.gateway.clockSkewMs ?? 0) / MINUTE_MS);
  const mm = number().format(view.customerWindow.painted?.mm ?? 0);
  const timeZone = view.zone.computer ?? '';
  return HEALTH_SUBJECTS.map((subject) => ({
    subject,
    level: levelOf(subject, view.verdicts[subject]),
    title: text(`health.${subject}`),
    verdict: text(keys[subject], { minutes, mm, timeZone, seconds: SLOW_START_MS / 1000 }),
    advice: text(`${keys[subject]}.advice`),
    facts: facts[subject],
  }));
};

/** The most serious level of all. */
export const worstOf = (items: readonly HealthItem[]): HealthLevel => {
  if (items.some(({ level }) => level === 'red')) return 'red';
  return items.some(({ level }) => level === 'amber') ? 'amber' : 'green';
};
