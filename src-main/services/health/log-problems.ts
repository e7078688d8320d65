/** A warning or an error from the log. */
export interface LoggedProblem {
  /** Epoch ms. */
  readonly at: number;
  readonly level: 'warn' | 'error';
  readonly text: string;
}

const LINE = /^(\d{4}-\d\d-\d\dT\S+) (warn|error) (.*)$/;

const MAX_LENGTH = 500;

const problemIn = (line: string): readonly LoggedProblem[] => {
  const [, time = '', level, text = ''] = LINE.exec(line) ?? [];
  const at = Date.parse(time);
  if (Number.isNaN(at)) return [];
  return [{ at, level: level === 'error' ? 'error' : 'warn', text: text.slice(0, MAX_LENGTH) }];
};

/** The newest problems in a log, newest first, at most `limit`. */
export const problemsIn = (log: string, limit: number): readonly LoggedProblem[] =>
  log.split('\n').flatMap(problemIn).slice(-limit).toReversed();
