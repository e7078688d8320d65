/**
 * Formats for accounting programs: which of our columns, under which names, in which form. Each one is a data file in
 * resources/export-presets/ and a line below; docs/csv.md explains how to make one.
 */
import { z } from 'zod';
import datev from '#export-presets/datev.json' with { type: 'json' };
import excel from '#export-presets/excel.json' with { type: 'json' };
import ledger from '#export-presets/ledger.json' with { type: 'json' };
import { LANGUAGE_NAMES, NATIVE_NAMES } from '#domain/shop/language.ts';
import type { Posting } from '#domain/export/posting.ts';
import { postingColumns } from '#domain/export/posting-columns.ts';
import type { Column } from '#domain/export/column.ts';
import { formulaSafe } from '#domain/export/csv-text.ts';

const ourColumns = new Map(postingColumns.map((column) => [column.name, column]));

const columnSchema = z.union([
  z.strictObject({ name: z.string(), always: z.string() }),
  z.strictObject({
    name: z.string(),
    /** Names of our columns; the first non-empty value is used, or all of them with `joins` in between. */
    carries: z.array(z.string().refine((name) => ourColumns.has(name), 'no such column')).min(1),
    joins: z.string().optional(),
    /** If given, empty in rows of the other kind. */
    of: z.enum(['payment', 'refund']).optional(),
    /** The maximum length of the program's field. A longer text keeps its beginning or its end, on one line. */
    most: z.int().min(1).optional(),
    keeps: z.enum(['beginning', 'end']).default('beginning'),
    /** The characters of the program's field, as in brackets of a regular expression; any other becomes a hyphen. */
    only: z.string().min(1).optional(),
    /** Replacements for some of our own words; a text that somebody typed stays as it is. */
    words: z.record(z.string(), z.string()).optional(),
  }),
]);

/** A workbook for people to read, in another language: its headings in order, and its words for ours. */
const inLanguageSchema = z.strictObject({
  sheet: z.string(),
  words: z.record(z.string(), z.string()),
  headings: z.array(z.string()),
});

const ofEveryPreset = {
  /** Its name on screen. */
  name: z.string().min(1).max(40),
  columns: z.array(columnSchema).min(1),
};

const presetSchema = z.discriminatedUnion('file', [
  z.strictObject({
    ...ofEveryPreset,
    file: z.literal('csv'),
    /** Whether the file begins with a byte order mark, without which some programs misread UTF-8. */
    bom: z.boolean().default(false),
    encoding: z.enum(['utf-8', 'windows-1252']).default('utf-8'),
    delimiter: z.enum([',', ';', '\t', '|']),
    decimal: z.enum(['point', 'comma']),
    /** 2 if the program wants two decimals in every amount, even in 1200 JPY; otherwise as many as the currency has. */
    decimals: z.literal(2).optional(),
    /** Whether rows of no money are left out, because the program refuses an amount of zero. */
    leavesOutZero: z.boolean().default(false),
    /** YYYY, MM, DD, hh, mm and ss stand for parts of the shop's local time. */
    dateFormat: z.string().regex(/^(YYYY|MM|DD|hh|mm|ss|[-./: ])+$/),
  }),
  z.strictObject({
    ...ofEveryPreset,
    file: z.literal('xlsx'),
    sheet: z.string().default('Payments'),
    inLanguages: z.partialRecord(z.enum(LANGUAGE_NAMES), inLanguageSchema).default({}),
    /** The language of its headings, if not English. */
    language: z.enum(LANGUAGE_NAMES).optional(),
  }),
]);

export type Preset = z.infer<typeof presetSchema>;

/** Throws ZodError if the file is not a valid preset. */
export const readPreset = (file: unknown): Preset => presetSchema.parse(file);

/** Columns whose values are words for people. */
const WORDED = ['record', 'posting_reason'];

/** A preset and its version in each language it has: 'excel' and 'excel-de'. */
const withLanguages = (id: string, file: unknown): readonly (readonly [string, Preset])[] => {
  const preset = readPreset(file);
  if (preset.file === 'csv') return [[id, preset]];
  const { inLanguages, columns: ours, ...rest } = preset;
  const others = LANGUAGE_NAMES.flatMap((language): readonly (readonly [string, Preset])[] => {
    const own = inLanguages[language];
    if (!own) return [];
    const named = ours.map((column, index) => ({
      ...column,
      name: own.headings[index] ?? column.name,
      ...('carries' in column &&
        column.carries.some((name) => WORDED.includes(name)) && { words: own.words }),
    }));
    const name = `${preset.name} (${NATIVE_NAMES[language]})`;
    return [
      [`${id}-${language}`, { ...rest, inLanguages: {}, name, language, sheet: own.sheet, columns: named }],
    ];
  });
  return [[id, preset], ...others];
};

export const presets: ReadonlyMap<string, Preset> = new Map([
  ...withLanguages('datev', datev),
  ...withLanguages('excel', excel),
  ...withLanguages('ledger', ledger),
]);

/** '23.11.2026' for an ISO 8601 time and 'DD.MM.YYYY'. */
const dateIn = (format: string, iso: string): string => {
  const [YYYY = '', MM = '', DD = '', hh = '', mm = '', ss = ''] = iso.split(/[-T:.]/);
  const parts: Readonly<Record<string, string>> = { YYYY, MM, DD, hh, mm, ss };
  return format.replaceAll(/YYYY|MM|DD|hh|mm|ss/g, (part) => parts[part] ?? '');
};

type CsvPreset = Extract<Preset, { file: 'csv' }>;

/** Whether the file has this posting. */
export const includesPosting = (preset: Preset, { money }: Posting): boolean =>
  !(preset.file === 'csv' && preset.leavesOutZero && money.amount === 0);

const amountIn = ({ decimal, decimals }: CsvPreset, value: string): string => {
  const written = decimals === 2 && !value.includes('.') ? `${value}.00` : value;
  return decimal === 'comma' ? written.replace('.', ',') : written;
};

const format = (preset: Preset, { kind }: Column<Posting>, value: string): string => {
  if (value === '' || preset.file === 'xlsx') return value;
  if (kind === 'decimal') return amountIn(preset, value);
  return kind === 'time' || kind === 'date' ? dateIn(preset.dateFormat, value) : value;
};

/** A text of at most `most` UTF-16 code units, as programs count, without control characters or half a character. */
const fitted = (text: string, most: number, keeps: 'beginning' | 'end'): string => {
  // In NFC, the form that is written: normalizing can turn one character into two.
  const characters = Array.from(text.normalize('NFC').replaceAll(/\p{Cc}+/gu, ' '));
  while (characters.join('').length > most) {
    if (keeps === 'beginning') characters.pop();
    else characters.shift();
  }
  // A reference cut in the middle must not begin like a formula.
  return characters.join('').replace(keeps === 'end' ? /^[^\p{L}\p{N}]+/u : '', '');
};

/** The common kind of the columns; if one is a text, the result is a text. */
const kindOf = (sources: readonly Column<Posting>[]): Column<Posting>['kind'] => {
  const [kind = 'plain', ...others] = new Set(sources.map((source) => source.kind));
  if (others.length === 0) return kind;
  return [kind, ...others].includes('text') ? 'text' : 'plain';
};

/** The preset's columns, each made of ours. */
export const presetColumns = (preset: Preset): readonly Column<Posting>[] =>
  preset.columns.map((column): Column<Posting> => {
    const { name } = column;
    if ('always' in column) return { name, kind: 'plain', read: () => column.always };
    const { carries, joins, of, most, keeps, only } = column;
    const foreign = only === undefined ? null : new RegExp(`[^${only}]`, 'gu');
    const words = new Map(Object.entries(column.words ?? {}));
    const named = ({ kind }: Column<Posting>, value: string): string =>
      kind === 'plain' ? (words.get(value) ?? value) : value;
    const sources = carries.flatMap((carried) => ourColumns.get(carried) ?? []);
    const kind = kindOf(sources);
    return {
      name,
      kind,
      read: (posting, zone) => {
        if (of !== undefined && posting.row.record !== of) return '';
        const values = sources
          .map((source) => named(source, format(preset, source, source.read(posting, zone))))
          .filter((one) => one !== '');
        const value = joins === undefined ? (values[0] ?? '') : values.join(joins);
        const written = foreign ? value.replaceAll(foreign, '-') : value;
        if (most === undefined) return written;
        // Made formula-safe before it is cut, since the added apostrophe counts.
        return fitted(kind === 'text' ? formulaSafe(written) : written, most, keeps);
      },
    };
  });
