import { html, trusted } from '#simulator/hosted/html.ts';
import type { Html } from '#simulator/hosted/html.ts';
import { payShop, shopOf } from '#simulator/hosted/pages.ts';
import { currencyOf, signedPriceOf } from '#simulator/hosted/price.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import { STATUS } from '#simulator/store/statuses.ts';
import type { Speech } from '#simulator/words/speech.ts';
import { PHONE_STYLE } from './phone-style.ts';

/** Exactly the text whose hash the policy names. */
const STYLE = trusted(`<style>${PHONE_STYLE}</style>`);

/** @param refreshSeconds after which the page reloads to show the payment's state */
function phonePage({ tag, words }: Speech, title: string, content: Html, refreshSeconds?: number): string {
  const refresh =
    refreshSeconds === undefined ? html`` : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`;
  return html`<!doctype html>
    <html lang="${tag}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex" />
        ${refresh}
        <title>${title}</title>
        ${STYLE}
      </head>
      <body>
        <p class="practice">${words.practice}</p>
        <main>${content}</main>
      </body>
    </html> `.markup;
}

/** An amount longer than this gets smaller type, to fit on one line of a narrow phone. */
const LONG = 10;

/** Shop, amount and reference: all that a phone shows. */
const facts = (payment: PaymentRecord, { tag, words }: Speech): Html =>
  html`<p class="amount ${signedPriceOf(payment, tag).length > LONG ? 'long' : ''}">
      ${signedPriceOf(payment, tag)}
    </p>
    <p class="small">${currencyOf(payment)}</p>
    <p class="small">${words.reference} ${payment.reference ?? ''}</p>`;

const button = (action: string, label: string, look: string): Html =>
  html`<form method="post" action="${action}"><button class="${look}">${label}</button></form>`;

/** Pay or decline. @param path of the page itself */
export function payPage(payment: PaymentRecord, speech: Speech, path: string, secondsLeft: number): string {
  const { words } = speech;
  return phonePage(
    speech,
    payShop(payment, words),
    html`<h1>${shopOf(payment, words)}</h1>
      <div class="said">${facts(payment, speech)}</div>
      ${button(`${path}/pay`, words.pay, 'act')} ${button(`${path}/decline`, words.decline, '')}`,
    secondsLeft,
  );
}

const REFRESH_SECONDS = 2;

/** The payment's state. @param wasHere whether this phone has just pressed Pay or Decline */
export function statePage(
  payment: PaymentRecord,
  statusId: number,
  speech: Speech,
  wasHere: boolean,
): string {
  const { words } = speech;
  const say = (word: string, look: string, advice: string, refreshSeconds?: number): string =>
    phonePage(
      speech,
      word,
      html`<h1>${shopOf(payment, words)}</h1>
        <div class="said" role="status">
          <p class="state ${look}">${word}</p>
          ${facts(payment, speech)}
          <p>${advice}</p>
        </div>`,
      refreshSeconds,
    );
  switch (statusId) {
    case STATUS.success:
      return wasHere
        ? say(words.paid, 'good', words.showAtCounter)
        : say(words.alreadyPaid, 'good', words.payOnlyOnce);
    case STATUS.cancelled:
      return say(words.cancelled, '', words.nothingTaken);
    case STATUS.failed:
      return say(words.declined, 'bad', words.nothingTaken);
    case STATUS.expired:
      return say(words.expired, '', `${words.nothingTaken} ${words.newCode}`);
    default:
      return say(words.processing, '', words.oneMoment, REFRESH_SECONDS);
  }
}

/** The page for an address that leads to no payment. */
export function unknownPage(speech: Speech): string {
  const { notFound, newCode } = speech.words;
  return phonePage(
    speech,
    notFound,
    html`<div class="said">
      <h1>${notFound}</h1>
      <p>${newCode}</p>
    </div>`,
  );
}
