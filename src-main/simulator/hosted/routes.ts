import type { App } from '#simulator/api/routes.ts';
import type { Wire } from '#simulator/api/deliver.ts';
import type { CustomerAction } from '#simulator/store/customer.ts';
import { statusAt } from '#simulator/store/timeline.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import { awaitsCustomer, STATUS } from '#simulator/store/statuses.ts';
import { fieldsOf } from '#simulator/fields.ts';
import { pageUrl } from '#simulator/payments/payment-body.ts';
import { customerActsOn } from '#simulator/site.ts';
import type { Site } from '#simulator/site.ts';
import { chooseSpeech } from '#simulator/words/speech.ts';
import type { Speech } from '#simulator/words/speech.ts';
import { confirmPage, currencyPage, endedPage, namedLanguage, walletPage } from './pages.ts';
import { returnUrl } from './return-url.ts';

type Show = (c: Wire, payment: PaymentRecord) => Response | Promise<Response>;

/**
 * The pages behind a RedirectURL. The currency step is skipped when the payment came with Customer.Email: REST has no
 * SkipHPP field, and currency and email are all that the step asks for. Opening the wallet page, or the page behind its
 * QR code, counts as a scan.
 */
export function serveHostedPages(app: App, site: Site): void {
  app.use('/Home/*', async (c, next) => {
    await next();
    c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
    c.header('cache-control', 'no-store');
    // Not no-referrer, with which a browser hides the page that sent a form.
    c.header('referrer-policy', 'same-origin');
  });
  const waiting = (show: Show) => onPayment(site, (c, payment) => whileWaiting(site, c, payment, show));
  const scanned = (show: Show) =>
    waiting((c, payment) => {
      customerActsOn(site, payment, 'scan');
      return show(c, payment);
    });
  const perform = (action: CustomerAction) =>
    onPayment(site, (c, payment) => {
      customerActsOn(site, payment, action);
      return endFlow(site, c, payment.id);
    });

  app.get(
    '/Home',
    waiting((c, payment) => firstPage(site, c, payment)),
  );
  app.get(
    '/Home/Alipay',
    scanned(async (c, payment) => c.html(await walletPage(site, payment, speechFor(c, payment)))),
  );
  app.get(
    '/Home/Confirm',
    scanned((c, payment) => c.html(confirmPage(site, payment, speechFor(c, payment)))),
  );
  app.post('/Home/Confirm', perform('confirm'));
  app.post('/Home/Decline', perform('decline'));
  app.post('/Home/Cancel', perform('cancel'));
}

const speechFor = (c: Wire, payment: PaymentRecord | undefined): Speech =>
  chooseSpeech(payment === undefined ? null : namedLanguage(payment), c.req.header('accept-language'));

function onPayment(site: Site, show: Show) {
  return (c: Wire): Response | Promise<Response> => {
    const [token = '', id = ''] = (c.req.query('PaymentToken') ?? '').split('.');
    const payment = /^\d{1,12}$/.test(id) ? site.store.payment(Number(id)) : undefined;
    if (payment === undefined || payment.rejected || payment.token !== token) {
      const speech = speechFor(c, undefined);
      return c.html(endedPage(speech, speech.words.notFound, speech.words.newCode), 404);
    }
    return show(c, payment);
  };
}

function whileWaiting(site: Site, c: Wire, payment: PaymentRecord, show: Show): Response | Promise<Response> {
  const status = statusAt(payment, site.now());
  return awaitsCustomer(status) ? show(c, payment) : endFlow(site, c, payment.id);
}

function firstPage(site: Site, c: Wire, payment: PaymentRecord): Response {
  const email = fieldsOf(payment.request.Customer)?.Email;
  return typeof email === 'string' && email !== '' && !site.settings.asksCurrency
    ? c.redirect(pageUrl(site, payment, '/Home/Alipay'))
    : c.html(currencyPage(site, payment, speechFor(c, payment)));
}

/** Redirects to the shop's ReturnURL if the documents say so; otherwise shows how the payment ended. */
function endFlow(site: Site, c: Wire, paymentId: number): Response {
  const payment = site.store.payment(paymentId);
  const status = payment === undefined ? STATUS.expired : statusAt(payment, site.now());
  const target = payment === undefined ? undefined : returnUrl(payment, status);
  if (target !== undefined) return c.redirect(target);
  const speech = speechFor(c, payment);
  const { expired, newCode, nothingToDo, askAtCounter } = speech.words;
  return status === STATUS.expired
    ? c.html(endedPage(speech, expired, newCode))
    : c.html(endedPage(speech, nothingToDo, askAtCounter));
}
