import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inBatches } from '#csv/formats/batches.ts';
import { writeXlsx } from '#csv/formats/write-xlsx.ts';
import type { Preset } from '#csv/presets.ts';
import { includesPosting, presetColumns, presets, readPreset } from '#csv/presets.ts';
import type { Posting } from '#domain/export/posting.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { timeZone } from '#domain/time-zone.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { PostingsReader } from '#sqlite/postings/read-postings.ts';
import { newJournalFile, openForTest } from '../sqlite/kit/new-journal.ts';
import { busyDay } from './made-up-journal.ts';
import { bytesOf, csvBytes } from './read/csv-bytes.ts';
import { readCsv } from './read/read-csv.ts';
import { readXlsx } from './read/read-xlsx.ts';

const folder = new URL('../../resources/export-presets/', import.meta.url);

const livePostings = (): readonly Posting[] => {
  const file = newJournalFile();
  busyDay(openForTest(file), 'live');
  const { db, close } = openReadOnly(file);
  const days = businessDays({ cutOff: '00:00', timeZone: 'Asia/Shanghai' });
  const reader = new PostingsReader(db, { first: '2026-11-23', last: '2026-11-23', days });
  const postings = [...reader.read()].flat();
  close();
  return postings;
};

/** The posting of a payment like the first one of the day, except for this. */
const postingOf = (change: Partial<Payment>): Posting => {
  const [posting] = livePostings();
  const payment = { ...posting!.row.payment, ...change } as Payment;
  const row = { ...posting!.row, record: 'payment', story: payment, payment, refunded: null } as const;
  return { ...posting!, row, money: { ...posting!.money, ...change } };
};

const csvPreset = (id: string): Preset & { file: 'csv' } => {
  const preset = presets.get(id);
  if (preset?.file !== 'csv') throw new Error(`${id} is no CSV preset`);
  return preset;
};

const postingsIn = (preset: Preset): readonly Posting[] =>
  livePostings().filter((posting) => includesPosting(preset, posting));

const written = async (id: string): Promise<string> => {
  const preset = csvPreset(id);
  return (await csvBytes(presetColumns(preset), postingsIn(preset), preset)).toString();
};

describe('an accounting preset', () => {
  test('exists for every file', () => {
    const files = [...presets].filter(([, preset]) => !('language' in preset)).map(([id]) => `${id}.json`);
    expect(readdirSync(folder).sort()).toEqual(files.sort());
  });

  test.each(LANGUAGE_NAMES.filter((language) => language !== 'en'))(
    'for Excel has its headings in %s as well, one for each column',
    (language) => {
      const [english, own] = [presets.get('excel'), presets.get(`excel-${language}`)];
      if (english?.file !== 'xlsx' || own?.file !== 'xlsx') throw new Error('no workbook');
      const posting = postingOf({});
      const zone = timeZone('Asia/Shanghai');
      const cells = (preset: Preset): readonly string[] =>
        presetColumns(preset).map((column) => column.read(posting, zone));
      const headings = own.columns.map(({ name }) => name);
      expect(english.inLanguages[language]?.headings).toHaveLength(english.columns.length);
      expect(new Set(headings).size).toBe(english.columns.length);
      expect(headings[0]).not.toBe(english.columns[0]?.name);
      expect([english.sheet, own.sheet === english.sheet]).toEqual(['Payments', false]);
      // The kind of row, and the reason, are written in words too, so they are translated; nothing else differs.
      expect(cells(own)[1]).toBe(english.inLanguages[language]?.words.payment);
      expect(cells(own).toSpliced(1, 1)).toEqual(cells(english).toSpliced(1, 1));
    },
  );

  test('for DATEV has semicolons, decimal commas, and debit or credit', async () => {
    const [header, ...rows] = readCsv(await written('datev'), ';');
    expect(header?.slice(0, 3)).toEqual(['Umsatz', 'Soll/Haben-Kennzeichen', 'WKZ Umsatz']);
    expect(rows.map((row) => row.slice(0, 8))).toEqual([
      ['12,50', 'S', 'CNY', '1360', '8400', '23.11.2026', 'T1-20261123-000001', ''],
      ['12,50', 'S', 'CNY', '1360', '8400', '23.11.2026', 'T1-20261123-000002', ''],
      ['4,00', 'H', 'CNY', '1360', '8400', '23.11.2026', 'R-1', '61123-000001'],
    ]);
  });

  test('for DATEV leaves out a payment of which nothing was taken, since it refuses an amount of zero', () => {
    const nothing = postingOf({ amount: 0 });
    const files = ['datev', 'ledger', 'excel'].filter((id) => includesPosting(presets.get(id)!, nothing));
    expect(files).toEqual(['ledger', 'excel']);
    expect(includesPosting(csvPreset('datev'), postingOf({}))).toBe(true);
  });

  test('for DATEV keeps to the fields and characters of its ASCII import', async () => {
    const preset = csvPreset('datev');
    const reference = 'HAUPTBAHNHOF-20261123-000001-QK3M9Z7A';
    const long = postingOf({ reference, orderReference: `Grüße €\r\n茶 ${'é'.repeat(60)}` });
    const bytes = await csvBytes(presetColumns(preset), [long], preset);
    const [header = [], cells = []] = readCsv(bytes.toString('latin1'), ';');
    const at = (name: string): string => cells[header.indexOf(name)] ?? '';
    expect(at('Belegfeld 1')).toBe('AUPTBAHNHOF-20261123-000001-QK3M9Z7A');
    expect(at('Belegfeld 1')).toHaveLength(36);
    expect(at('Buchungstext')).toBe(`Gr\u00fc\u00dfe \x80 ? ${'é'.repeat(50)}`);
    expect(at('Buchungstext')).toHaveLength(60);
  });

  test.each([
    ['"Tisch" 5; links', '"Tisch" 5; links'],
    ['Tisch\r5', 'Tisch 5'],
    ['Tisch\u20285', 'Tisch?5'],
    ['=1;+2', "'=1;'+2"],
    ['x\u037e=1', "x;'=1"],
    ['x\u037ey', 'x;y'],
    ['"=1"', '\'"=1"'],
    [`${'x'.repeat(58)};=1`, `${'x'.repeat(58)};'`],
    [`${'x'.repeat(59)}🍵`, 'x'.repeat(59)],
    ['e\u0301 ﬁ ＝1', 'é ? ?1'],
    ['', ''],
    ['क़'.repeat(40), '?'.repeat(60)],
  ])('for DATEV writes the order reference %j on one line, as %j', async (orderReference, written) => {
    const preset = csvPreset('datev');
    const bytes = await csvBytes(presetColumns(preset), [postingOf({ orderReference })], preset);
    const [header = [], cells = [], ...more] = readCsv(bytes.toString('latin1'), ';');
    expect(more).toEqual([]);
    expect(cells[header.indexOf('Buchungstext')]).toBe(written);
  });

  test.each([
    ['JPY', 120_000, '1200,00'],
    ['JPY', 120_050, '1200,50'],
    ['KWD', 120_050, '1200,50'],
    ['CNY', 999_999_999_999, '9999999999,99'],
  ])('for DATEV writes %s with the two decimals it requires of every amount', (currency, amount, written) => {
    const column = presetColumns(csvPreset('datev')).find(({ name }) => name === 'Umsatz');
    expect(column?.read(postingOf({ currency, amount }), timeZone('UTC'))).toBe(written);
  });

  test.each([
    ['Refund #1_ä.7', 'Refund--1---7'],
    ['退款-2026/17', '2026/17'],
    ['A$&%*+-/9', 'A$&%*+-/9'],
  ])('for DATEV writes %s, the reference of a refund made elsewhere, as %s', (reference, written) => {
    const column = presetColumns(csvPreset('datev')).find(({ name }) => name === 'Belegfeld 1');
    expect(column?.read(postingOf({ reference }), timeZone('UTC'))).toBe(written);
  });

  test('for DATEV starts no shortened reference with a hyphen from its middle', () => {
    const column = presetColumns(csvPreset('datev')).find(({ name }) => name === 'Belegfeld 1');
    expect(column?.read(postingOf({ reference: `X-${'A'.repeat(35)}` }), timeZone('UTC'))).toBe(
      'A'.repeat(35),
    );
  });

  test('for Excel is a workbook that says who sold and who approved, with amounts to sum and times to sort', async () => {
    const preset = presets.get('excel')!;
    const workbook = await bytesOf((out) =>
      writeXlsx(presetColumns(preset), inBatches(postingsIn(preset)), timeZone('Asia/Shanghai'), out, {
        sheet: 'Payments',
      }),
    );
    const [header, ...rows] = readXlsx(workbook);
    const letters = new Map(Array.from(header ?? [], ([letter, { value }]) => [value, letter]));
    const cells = rows.map((row) =>
      ['Ended', 'Kind', 'Money in', 'Money out', 'Approved by'].map(
        (name) => row.get(letters.get(name) ?? '')?.value,
      ),
    );
    const [noon] = cells[0] ?? [];
    expect(cells).toEqual([
      [noon, 'payment', '12.5', undefined, undefined],
      [expect.any(String), 'payment', '12.5', undefined, undefined],
      [expect.any(String), 'refund', undefined, '4', 'Chen 陈 ‏شن'],
    ]);
    // Day 1 of Excel's calendar is 1900-01-01; 2026-11-23 is day 46349.
    expect(Number(noon)).toBeGreaterThan(46_349.5);
    expect(Number(noon)).toBeLessThan(46_350);
    const postedOn = rows.map((row) => row.get(letters.get('Posted on') ?? '')?.value);
    expect(postedOn).toEqual(['46349', '46349', '46349']);
  });

  test('for Ledger keeps money in and money out apart', async () => {
    const [header = [], ...rows] = readCsv(await written('ledger'));
    const moved = rows.map((row) =>
      ['Date', 'Money in', 'Money out', 'Currency'].map((name) => row[header.indexOf(name)]),
    );
    expect(moved).toEqual([
      ['2026-11-23', '12.50', '', 'CNY'],
      ['2026-11-23', '12.50', '', 'CNY'],
      ['2026-11-23', '', '4.00', 'CNY'],
    ]);
  });

  test.each([
    ['corrected', 'Korrektur: Tisch 5'],
    ['imported', 'Nachgetragen: Tisch 5'],
    ['settled-by-hand', 'Manuell festgelegt: Tisch 5'],
    [null, 'Tisch 5'],
  ] as const)('for DATEV says why a posting is out of the ordinary: %s as %s', (reason, written) => {
    const column = presetColumns(csvPreset('datev')).find(({ name }) => name === 'Buchungstext');
    const posting = { ...postingOf({ orderReference: 'Tisch 5' }), reason };
    expect(column?.read(posting, timeZone('UTC'))).toBe(written);
  });

  test.each(['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty', 'payment', 'imported'])(
    'writes the order reference %s as it was typed',
    (orderReference) => {
      const typed = postingOf({ orderReference });
      for (const preset of presets.values()) {
        const cells = presetColumns(preset).map((column) => column.read(typed, timeZone('UTC')));
        expect(cells).toContain(orderReference);
      }
    },
  );

  test('has no text that starts a formula', async () => {
    const [header = [], ...rows] = readCsv(await written('ledger'));
    expect(rows[0]?.[header.indexOf('Description')]).toBe('\'=HYPERLINK("http://evil.example","click")');
  });

  test('with an unknown column or date format is refused', () => {
    const ledger = JSON.parse(readFileSync(new URL('ledger.json', folder), 'utf8')) as object;
    expect(() => readPreset({ ...ledger, columns: [{ name: 'X', carries: ['nothing'] }] })).toThrow(
      'no such column',
    );
    expect(() => readPreset({ ...ledger, dateFormat: 'the day' })).toThrow('dateFormat');
  });
});
