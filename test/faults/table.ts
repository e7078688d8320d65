/** What one kind of fault came to, to be printed and judged. */

/** One line, whose other fields become columns; `ok` says whether it is as it should be. */
export interface Line {
  readonly ok: boolean;
}

export interface Table {
  readonly title: string;
  readonly lines: readonly Line[];
  /** The whole table in one sentence, without its title. */
  readonly summary: string;
}

/** A table of faults that each end well or not. */
export const tableOf = (title: string, lines: readonly Line[]): Table => ({
  title,
  lines,
  summary: `${lines.filter(({ ok }) => ok).length} of ${lines.length} are as they should be`,
});

export const isGood = ({ lines }: Table): boolean => lines.length > 0 && lines.every(({ ok }) => ok);

const fieldsOf = (line: Line) => ({ ...line }) as Readonly<Record<string, string | number | boolean>>;

/** One sentence that says whether all is good. */
export const summaryOf = (table: Table): string =>
  `${isGood(table) ? 'GOOD' : 'BAD '} ${table.title}: ${table.summary}.`;

/** Title, a column for each field, the summary. */
export const printed = (table: Table): string => {
  const lines = table.lines.map(fieldsOf);
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))].filter((name) => name !== 'ok');
  const cells = [columns, ...lines.map((line) => columns.map((column) => String(line[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const marks = ['    ', ...table.lines.map(({ ok }) => (ok ? ' ok ' : 'BAD '))];
  const texts = cells.map((row, index) =>
    ['', marks[index], ...row.map((cell, column) => cell.padEnd(widths[column] ?? 0))].join('  ').trimEnd(),
  );
  return [table.title, ...texts, summaryOf(table)].join('\n');
};
