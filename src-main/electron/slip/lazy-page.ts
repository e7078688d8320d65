/**
 * A page that is opened when first needed, and kept. If it does not open, or is gone (then `open` calls `gone`), it is
 * opened again when next needed.
 */
export const lazyPage = <Page>(open: (gone: () => void) => Promise<Page>): (() => Promise<Page>) => {
  let kept: Promise<Page> | undefined;
  return () => {
    if (kept) return kept;
    const forget = (): void => {
      if (kept === opening) kept = undefined;
    };
    const opening = open(forget);
    kept = opening;
    opening.catch(forget);
    return opening;
  };
};
