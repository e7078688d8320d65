import type { Speech } from '#simulator/words/speech.ts';
import { html, trusted } from './html.ts';
import type { Html } from './html.ts';

const STYLE = trusted(`
  :root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif; --line: #8886; --brand: #1c5fc4; }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; justify-items: center; padding: 1rem; }
  main { box-sizing: border-box; width: min(26rem, 92vw); border: 1px solid var(--line); border-radius: 1rem;
    padding: 1.5rem; text-align: center; }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
  .amount { font-size: 2.2rem; font-weight: 700; font-variant-numeric: tabular-nums; margin: .25rem 0 1rem; }
  .qr { width: 15rem; margin: 0 auto 1rem; border-radius: .75rem; overflow: hidden; background: #fff; }
  .qr svg { display: block; width: 100%; height: auto; }
  form { margin: .5rem 0 0; }
  button, .button, select { box-sizing: border-box; width: 100%; min-height: 3rem; font: inherit; border-radius: .6rem;
    border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer; }
  .button { display: grid; place-content: center; text-decoration: none; }
  .main { background: var(--brand); border-color: var(--brand); color: #fff; font-weight: 600; }
  :focus-visible { outline: 3px solid #f5a623; outline-offset: 2px; }
  footer { font-size: .8rem; opacity: .75; padding: 1rem; text-align: center; }
`);

/**
 * A whole page, self-contained and without script.
 * @param refreshSeconds reloads the page, so that the shop's screen notices a payment made on the phone
 */
export function page({ tag, words }: Speech, title: string, content: Html, refreshSeconds?: number): string {
  const refresh =
    refreshSeconds === undefined ? html`` : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`;
  return html`<!doctype html>
    <html lang="${tag}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refresh}
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>${words.simulator}</footer>
      </body>
    </html> `.markup;
}
