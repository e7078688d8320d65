/** A warning or an error from the log. */
export interface LoggedProblem {
  /** Epoch ms. */
  readonly at: number;
  readonly level: 'warn' | 'error';
  readonly text: string;
}

const LINE = /^(\d{4}-\d\d-\d\dT\S+) (warn|error) (.*)$/;

const LONGEST = 500;

const problemIn = (line: string): readonly LoggedProblem[] => {
  const [, time = '', level, text = ''] = LINE.exec(line) ?? [];
  const at = Date.parse(time);
  if (Number.isNaN(at)) return [];
  return [{ at, level: level === 'error' ? 'error' : 'warn', text: text.slice(0, LONGEST) }];
};

/** The newest problems in a log, newest first, at most `most`. */
export const problemsIn = (log: string, most: number): readonly LoggedProblem[] =>
  log.split('\n').flatMap(problemIn).slice(-most).toReversed();
