/** X and Z for paper and files, in the words of the screens. */
import { codedMoney } from './money-words.ts';
import type { ZSeal } from './report-records.ts';
import { reportSections } from './report-words.ts';
import { RECEIPT_WORDS } from './receipt-words.ts';
import { language } from './language.ts';
import { nameWords } from './person-words.ts';
import { text } from './text.ts';
import { timeOf } from '#domain/print/receipt-facts.ts';
import { bannersOf } from '#domain/print/slip-frame.ts';
import type { Recorded, RecordOf } from '#domain/journal/activity-record.ts';
import { isDateKept } from '#domain/day/kept-date.ts';
import type { Report } from '#domain/day/report.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Slip, SlipBlock } from '#domain/print/slip.ts';
import type { Terminal } from '#domain/shop/terminal.ts';
import { timeZoneOrUtc } from '#domain/time-zone.ts';
import { isTimeZone } from '#domain/zone-name.ts';

export interface ReportSlipOptions {
  readonly environment: Environment;
  /** Epoch ms as local time in the shop. */
  readonly localTime: (at: number) => string;
}

interface Described {
  readonly storeName: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly report: Report;
  readonly seal: ZSeal | null;
  readonly copy: number;
}

const figures = (report: Report, seal: ZSeal | null, options: ReportSlipOptions): readonly SlipBlock[] =>
  reportSections(report, seal, {
    time: (at) => timeOf(at, options),
    date: String,
    money: codedMoney,
  }).flatMap(({ title, lines, shown }): readonly SlipBlock[] => [
    // On paper net sales and their parts stand together.
    ...(shown === 'first' ? [] : [{ kind: 'rule' } as const, { kind: 'heading', text: title } as const]),
    ...lines.map((line): SlipBlock => ({ kind: 'figure', ...line })),
  ]);

const describe = (described: Described, options: ReportSlipOptions): Slip => {
  const { storeName, title, notes, report, seal, copy } = described;
  const banners = bannersOf(options, { copy, words: RECEIPT_WORDS[language()] });
  return {
    language: language(),
    blocks: [
      ...banners,
      { kind: 'store', text: storeName },
      { kind: 'title', text: title },
      ...notes.map((note): SlipBlock => ({ kind: 'note', text: note })),
      ...figures(report, seal, options),
      ...banners,
    ],
  };
};

export const xSlip = (
  report: Report,
  { storeName }: Pick<Terminal, 'storeName'>,
  options: ReportSlipOptions,
): Slip =>
  describe(
    {
      storeName,
      title: text('day.x.button'),
      notes: [text('day.x.note', { time: timeOf(report.to, options) })],
      report,
      seal: null,
      copy: 1,
    },
    options,
  );

/** Notes about an assumed or unknown time zone of a Z. */
const zoneNotes = ({ timeZone, timeZoneAssumed }: RecordOf<'day-closed'>): readonly string[] => {
  if (!isTimeZone(timeZone)) return [text('day.z.zoneUnknown')];
  return timeZoneAssumed ? [text('day.z.zoneAssumed', { timeZone })] : [];
};

/** Why a Z has the date of the one before it. */
const dateNotes = (at: number, record: RecordOf<'day-closed'>): readonly string[] => {
  if (record.clockWasBehind) return [text('day.closed.behind')];
  return isDateKept({ at, record }) ? [text('day.closed.kept')] : [];
};

/** The fingerprint of a public key (SPKI, DER, base64). */
export type FingerprintOf = (publicKey: string) => string;

/** `copy` is 1 for the first; every further one is marked as a duplicate. */
export const zSlip = (
  { sequence, at, hash, record }: Recorded<'day-closed'>,
  copy: number,
  environment: Environment,
  fingerprintOf: FingerprintOf,
): Slip => {
  // In the time zone of the Z itself, even if the shop's has changed since.
  const zone = timeZoneOrUtc(record.timeZone);
  const options = { environment, localTime: (time: number): string => zone.iso(time) };
  const { number, date, by, storeName, storeId, terminalId, installation, cutOff, report } = record;
  return describe(
    {
      storeName,
      title: text('day.z.name', { number }),
      notes: [
        text('day.z.closed', { date, time: timeOf(at, options), name: nameWords(by.name) }),
        text('day.z.place', { storeName, storeId, terminalId }),
        ...(installation === undefined ? [] : [text('day.z.installation', { installation })]),
        text('day.z.rule', { cutOff, timeZone: record.timeZone }),
        ...zoneNotes(record),
        ...dateNotes(at, record),
      ],
      report,
      seal: {
        hash,
        signed: record.seal !== null,
        ...(record.seal && { witness: { row: sequence, key: fingerprintOf(record.seal.publicKey) } }),
      },
      copy,
    },
    options,
  );
};
