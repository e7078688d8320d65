/** Answers that hardly ever change, asked for again only now and then. */

export type Remember = <T>(name: string, now: number, ask: () => Promise<T>) => Promise<T>;

/** Beyond so many the oldest goes: each person's stores make names of their own. */
const MOST = 200;

/** `lasts`: how long an answer is good; ms. One that fails is not kept. */
export const remembered = (lasts: number): Remember => {
  const known = new Map<string, { readonly at: number; readonly answer: Promise<unknown> }>();
  return <T>(name: string, now: number, ask: () => Promise<T>): Promise<T> => {
    const before = known.get(name);
    // Under its name there is nothing but what the same question was answered.
    if (before && now >= before.at && now - before.at < lasts) return before.answer as Promise<T>;
    const answer = ask();
    known.delete(name);
    known.set(name, { at: now, answer });
    // Names that are never asked for again, as of a moment that has passed, would hold a chain's figures each.
    for (const [oldest, { at }] of known)
      if (known.size > MOST || now < at || now - at >= lasts) known.delete(oldest);
    answer.catch(() => known.delete(name));
    return answer;
  };
};
