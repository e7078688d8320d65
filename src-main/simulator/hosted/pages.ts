import QRCode from 'qrcode';
import type { PaymentRecord } from '#simulator/store/records.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import { pageUrl } from '#simulator/payments/payment-body.ts';
import { phonePath } from '#simulator/phone/phone-path.ts';
import type { Site } from '#simulator/site.ts';
import type { Speech } from '#simulator/words/speech.ts';
import type { Words } from '#simulator/words/words.ts';
import { html, trusted } from './html.ts';
import type { Html } from './html.ts';
import { page } from './layout.ts';
import { currencyOf, priceOf } from './price.ts';

const REFRESH_SECONDS = 2;

const amountLine = (payment: PaymentRecord, { tag }: Speech): Html =>
  html`<p class="amount">${priceOf(payment, tag)}</p>`;
export const shopOf = ({ request }: PaymentRecord, words: Words): string =>
  textOf(fieldsOf(request.Details)?.StoreName) ?? words.theShop;
export const payShop = (payment: PaymentRecord, words: Words): string =>
  words.payShop.replace('{shop}', () => shopOf(payment, words));
const button = (action: string, label: string, className = ''): Html =>
  html`<form method="post" action="${action}"><button class="${className}">${label}</button></form>`;

/** The page language that the payment was created with, such as de-DE. */
export const namedLanguage = ({ request }: PaymentRecord): string | null => textOf(request.Language);

/** Step 1. The payment's own currency is the only choice, since the simulator does not convert. */
export function currencyPage(site: Site, payment: PaymentRecord, speech: Speech): string {
  const { words } = speech;
  return page(
    speech,
    words.chooseCurrency,
    html`${amountLine(payment, speech)}
      <form method="get" action="${site.url}/Home/Alipay">
        <input type="hidden" name="PaymentToken" value="${payment.token}.${payment.id}" />
        <select name="Currency" aria-label="${words.currency}">
          <option>${currencyOf(payment)}</option>
        </select>
        <p><button class="main">${words.goOn}</button></p>
      </form>
      ${button(pageUrl(site, payment, '/Home/Cancel'), words.cancel)}`,
  );
}

/** Step 2: a QR code for the phone, and a link to the page behind it for customers without a second device. */
export async function walletPage(site: Site, payment: PaymentRecord, speech: Speech): Promise<string> {
  const { words } = speech;
  const here = pageUrl(site, payment, '/Home/Confirm');
  const target = site.phoneUrl === '' ? here : site.phoneUrl + phonePath(payment);
  const image = await QRCode.toString(target, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return page(
    speech,
    words.payWithAlipay,
    html`${amountLine(payment, speech)}
      <div class="qr" role="img" aria-label="${words.code}">${trusted(image)}</div>
      <p>${words.scan}</p>
      <a class="button main" href="${here}">${words.openInApp}</a>
      ${button(pageUrl(site, payment, '/Home/Cancel'), words.cancel)}`,
    REFRESH_SECONDS,
  );
}

/** Step 3: what the customer sees on the phone. */
export function confirmPage(site: Site, payment: PaymentRecord, speech: Speech): string {
  const { words } = speech;
  return page(
    speech,
    payShop(payment, words),
    html`${amountLine(payment, speech)}
    ${button(pageUrl(site, payment, '/Home/Confirm'), words.confirm, 'main')}
    ${button(pageUrl(site, payment, '/Home/Decline'), words.decline)}`,
  );
}

/** The page for a payment that is over or unknown. */
export function endedPage(speech: Speech, title: string, explanation: string): string {
  return page(speech, title, html`<p>${explanation}</p>`);
}
