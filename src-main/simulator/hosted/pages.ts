import QRCode from 'qrcode';
import type { PaymentRecord } from '#simulator/store/records.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import { pageUrl } from '#simulator/payments/payment-body.ts';
import type { Site } from '#simulator/site.ts';
import { html, trusted } from './html.ts';
import type { Html } from './html.ts';
import { page } from './layout.ts';

const REFRESH_SECONDS = 2;

/** "123.45 CNY". The API's amounts are hundredths in every currency. */
function priceOf({ request }: PaymentRecord): string {
  const digits = (textOf(request.Amount) ?? '').padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)} ${(textOf(request.Currency) ?? '').toUpperCase()}`;
}

const amountLine = (payment: PaymentRecord): Html => html`<p class="amount">${priceOf(payment)}</p>`;
const shopOf = ({ request }: PaymentRecord): string =>
  textOf(fieldsOf(request.Details)?.StoreName) ?? 'the shop';
const button = (action: string, label: string, className = ''): Html =>
  html`<form method="post" action="${action}"><button class="${className}">${label}</button></form>`;

/** Step 1. The payment's own currency is the only choice, since the simulator does not convert. */
export function currencyPage(site: Site, payment: PaymentRecord): string {
  const currency = (textOf(payment.request.Currency) ?? '').toUpperCase();
  return page(
    'Choose your currency',
    html`${amountLine(payment)}
      <form method="get" action="${site.url}/Home/Alipay">
        <input type="hidden" name="PaymentToken" value="${payment.token}.${payment.id}" />
        <select name="Currency" aria-label="Currency">
          <option>${currency}</option>
        </select>
        <p><button class="main">Continue</button></p>
      </form>
      ${button(pageUrl(site, payment, '/Home/Cancel'), 'Cancel')}`,
  );
}

/** Step 2: a QR code for the phone, and a link to the same page. */
export async function walletPage(site: Site, payment: PaymentRecord): Promise<string> {
  const target = pageUrl(site, payment, '/Home/Confirm');
  const image = await QRCode.toString(target, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return page(
    'Pay with Alipay',
    html`${amountLine(payment)}
      <div class="qr" role="img" aria-label="QR code to scan with your phone">${trusted(image)}</div>
      <p>Scan the code with your phone.</p>
      <a class="button main" href="${target}">Open in app</a>
      ${button(pageUrl(site, payment, '/Home/Cancel'), 'Cancel')}`,
    REFRESH_SECONDS,
  );
}

/** Step 3: what the customer sees on the phone. */
export function confirmPage(site: Site, payment: PaymentRecord): string {
  return page(
    `Pay ${shopOf(payment)}?`,
    html`${amountLine(payment)} ${button(pageUrl(site, payment, '/Home/Confirm'), 'Confirm', 'main')}
    ${button(pageUrl(site, payment, '/Home/Decline'), 'Decline')}`,
  );
}

/** For a payment that is over or unknown. */
export function endedPage(title: string, explanation: string): string {
  return page(title, html`<p>${explanation}</p>`);
}
