/** Caches answers that hardly ever change. */

export type Remember = <T>(name: string, now: number, ask: () => Promise<T>) => Promise<T>;

/** Beyond this many the oldest is dropped: each person's stores make new names. */
const MAX_KNOWN = 200;

/** `lasts`: how long an answer is good; ms. One that fails is not kept. */
export const remembered = (lasts: number): Remember => {
  const known = new Map<string, { readonly at: number; readonly answer: Promise<unknown> }>();
  return <T>(name: string, now: number, ask: () => Promise<T>): Promise<T> => {
    const before = known.get(name);
    // A name only ever holds answers to the same question.
    if (before && now >= before.at && now - before.at < lasts) return before.answer as Promise<T>;
    const answer = ask();
    known.delete(name);
    known.set(name, { at: now, answer });
    // Otherwise each name that is never asked for again, such as that of a past moment, would keep a chain's figures in
    // memory.
    for (const [oldest, { at }] of known)
      if (known.size > MAX_KNOWN || now < at || now - at >= lasts) known.delete(oldest);
    answer.catch(() => known.delete(name));
    return answer;
  };
};
