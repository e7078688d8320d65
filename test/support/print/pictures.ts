/** Pictures of the real windows, for people to look at. */
import type { Page } from 'playwright-core';
import type { Station } from '../station.ts';

/** Gives the page of every window this size. */
export const fitWindows = (
  { app }: Pick<Station, 'app'>,
  size: { readonly width: number; readonly height: number },
): Promise<void> =>
  app.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setContentSize(width, height);
  }, size);

/** Writes the page to a PNG file as it looks once its last change has been drawn. */
export const drawn = async (page: Page, file: string): Promise<void> => {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        void Promise.allSettled(
          document
            .getAnimations()
            .filter((one) => one.effect?.getTiming().iterations === 1)
            .map((one) => one.finished),
        ).then(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
      }),
  );
  await page.screenshot({ path: file });
};
