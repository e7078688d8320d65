/** The minus sign of typography: Intl takes it in an offset, and Temporal does not. */
const MINUS = '\u2212';

/** An offset within a quarter of an hour, which no country has: takings are added up by quarter hours, each of one day. */
const NO_QUARTER = /^[+-]\d\d:?(?!00|15|30|45)\d\d$/;

/** Whether there is a zone of that name. Apart from `timeZone`, so that nobody who only asks this loads Temporal. */
export const isTimeZone = (name: string): boolean => {
  if (name.includes(MINUS) || NO_QUARTER.test(name)) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
