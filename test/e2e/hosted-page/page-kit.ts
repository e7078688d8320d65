/** The gateway's page over the customer's window, as a test sees it from the main process. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { PATIENCE_MS } from '../../support/patience.ts';
import type { Gateway, Station } from '../../support/station.ts';
import { charge, freshHome, openStation } from '../../support/station.ts';

type Watched = {
  /** Every address that a page requested from the network. */
  asked?: string[];
  sessions?: Electron.Session[];
};

/** A bench till whose customers pay on the gateway's page; every request of those pages is noted. */
export const openPageStation = async (gateway?: Gateway): Promise<Station> => {
  const home = freshHome();
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ showsGatewayPage: true }));
  const station = await openStation({ home, ...(gateway && { gateway }) });
  await station.app.evaluate(({ app }) => {
    const watched = globalThis as Watched;
    const asked = (watched.asked = [] as string[]);
    const sessions = (watched.sessions = [] as Electron.Session[]);
    app.on('session-created', (session) => {
      sessions.push(session);
      session.webRequest.onSendHeaders(({ url }) => asked.push(url));
    });
  });
  return station;
};

/** What the pages have requested since the last call. */
export const askedOf = ({ app }: Station): Promise<string[]> =>
  app.evaluate(() => (globalThis as Watched).asked?.splice(0) ?? []);

/** How many cookies all pages so far have left behind. */
export const cookiesLeft = ({ app }: Station): Promise<number> =>
  app.evaluate(async () => {
    const kept = ((globalThis as Watched).sessions ?? []).map((session) => session.cookies.get({}));
    return (await Promise.all(kept)).flat().length;
  });

/** How many sessions the pages so far have had between them. */
export const sessionsOf = ({ app }: Station): Promise<number> =>
  app.evaluate(() => (globalThis as Watched).sessions?.length ?? 0);

/** What each page's session can still get from that address. */
export const reachedBySessions = ({ app }: Station, url: string): Promise<string[]> =>
  app.evaluate(async (_, address) => {
    const sessions = (globalThis as Watched).sessions ?? [];
    return Promise.all(
      sessions.map((one) =>
        one.fetch(address).then(
          () => 'reached',
          () => 'cut off',
        ),
      ),
    );
  }, url);

/** The address of the page; null if there is none. */
export const shownPage = ({ app }: Station): Promise<string | null> =>
  app.evaluate(
    ({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((one) => one.getURL())
        .find((url) => !url.startsWith('app://')) ?? null,
  );

/** Runs an expression in the page, as its own scripts do; undefined once the page is gone. */
export const inPage = ({ app }: Station, expression: string): Promise<unknown> =>
  app.evaluate(async ({ webContents }, code) => {
    const page = webContents.getAllWebContents().find((one) => !one.getURL().startsWith('app://'));
    return page?.executeJavaScript(code, true).catch(() => undefined) as Promise<unknown>;
  }, expression);

/** How much of the customer's window the page leaves free at the top, and whether it covers all the rest. */
export const placeOfPage = ({ app }: Station): Promise<{ free: number; takesRest: boolean } | undefined> =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      const { width, height } = window.getContentBounds();
      for (const view of window.contentView.children) {
        const contents = (view as Partial<Electron.WebContentsView>).webContents;
        if (!contents || contents.getURL().startsWith('app://')) continue;
        const { x, y, ...size } = view.getBounds();
        return { free: y / height, takesRest: x === 0 && size.width === width && size.height === height - y };
      }
    }
    return undefined;
  });

/** Waits until the page shows that text. */
export const pageSays = async (station: Station, words: string): Promise<void> =>
  expect.poll(() => inPage(station, 'document.body.innerText'), { timeout: PATIENCE_MS }).toContain(words);

/** Presses the element with that text in the page, as the customer does. */
export const press = (station: Station, words: string): Promise<unknown> =>
  inPage(
    station,
    `setTimeout(() => [...document.querySelectorAll('button, a')]
      .find((one) => one.textContent === ${JSON.stringify(words)}).click()), 0`,
  );

/** Waits until no page is shown, in any window or behind one. */
export const pageIsGone = async (station: Station): Promise<void> => {
  await station.customer.getByTestId('page-strip').waitFor({ state: 'detached' });
  await expect.poll(() => shownPage(station), { timeout: PATIENCE_MS }).toBeNull();
};

/** The last amount of each till; kept here because test files share this module. */
const charged = new WeakMap<Station, number>();

/** Charges an amount that this till has not charged before; 12.50 first. */
export const chargeAnother = (station: Station): Promise<void> => {
  const amount = (charged.get(station) ?? 1150) + 100;
  charged.set(station, amount);
  return charge(station.till, amount);
};

/** The same, and waits until the page is shown. */
export const chargeOnPage = async (station: Station): Promise<void> => {
  await chargeAnother(station);
  await station.customer.getByTestId('page-strip').waitFor();
};

/** What the cashier reads after a page was closed for a fault. */
export const expectClosed = async (station: Station, why: string): Promise<void> => {
  await station.till.getByTestId('problem').waitFor();
  const words = await station.till.getByTestId('problem').innerText();
  expect(words).toContain('The gateway’s page was closed');
  expect(words).toContain(why);
  await pageIsGone(station);
};
