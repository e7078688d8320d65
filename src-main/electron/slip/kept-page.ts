/**
 * A page that is opened when first needed and kept. One that did not open, or is gone, is opened anew when next needed;
 * `open` says by `gone` that it is.
 */
export const keptPage = <Page>(open: (gone: () => void) => Promise<Page>): (() => Promise<Page>) => {
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
