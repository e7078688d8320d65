// @ts-check
// Guards against an office in wrong hands, at the office's own doors, and at the door for phones.
/** @typedef {import('./guard.mjs').Guard} Guard */

const PHONES = {
  file: 'src-main/simulator/phone/answer-phone.ts',
  test: 'test/simulator/phone/attacks.test.ts',
};
const FORGED = { file: 'src-office/doors/owner/guard.ts', test: 'test/office/doors/who-may.test.ts' };

/** @type {readonly Guard[]} */
export const OFFICE = [
  // What a till takes from it.
  {
    name: 'an office on another computer is reached by TLS',
    file: 'src-main/domain/office/office-address.ts',
    find: "  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) return { ok: false, why: 'not-secure' };\n",
    undone: '',
    test: 'test/domain/office/office-address.test.ts',
  },
  {
    name: 'a credential is of one environment',
    file: 'src-main/electron/office/office-vault.ts',
    find: '`office/${environment}` as const',
    undone: "'office/any' as const",
    test: 'test/electron/office/office-vault.test.ts',
  },
  {
    name: 'an office that hints and hints has the gateway asked so often and no more',
    file: 'src-main/services/gateway/gateway-loop.ts',
    find: '    if (this.#hints >= PACE.hints.max) return;\n',
    undone: '',
    test: 'test/services/payment/hints.test.ts',
  },
  {
    name: 'an office that talks without end is cut off',
    file: 'src-main/office/server-events.ts',
    find: '    if (bytes > MAX_BYTES) return false;\n',
    undone: '    void MAX_BYTES;\n',
    test: 'test/office/till/server-events.test.ts',
  },
  {
    name: 'an office that refuses has said so once',
    file: 'src-main/office/open-offices.ts',
    find: "    if (message?.type === 'refused') end();\n",
    undone: '',
    test: 'test/office/till/office-stream.test.ts',
  },
  {
    name: 'so many rows come at once and no more',
    file: 'src-main/domain/office/push.ts',
    find: 'z.array(pushedRow).max(MAX_PUSH_ROWS)',
    undone: 'z.array(pushedRow)',
    test: 'test/domain/office/pushed-rows.test.ts',
  },

  // Its own doors.
  {
    name: 'guesses at the credentials of tills are bounded',
    file: 'src-office/doors/till/till-door.ts',
    find: "  if ('waitMs' in checked) return",
    undone: "  if ('waitMs' in checked && checked.waitMs < 0) return",
    test: 'test/office/doors/credential-limiter.test.ts',
  },
  {
    name: 'a notification shows the ApiKey',
    file: 'src-office/hints/gateways.ts',
    find: "timingSafeEqual(hashOf(salt, siteId, apiKey), Buffer.from(hash, 'hex'))",
    undone: "timingSafeEqual(hashOf(salt, siteId, apiKey), hashOf(salt, siteId, apiKey)) && hash !== ''",
    test: 'test/office/hints/notifications.test.ts',
  },
  {
    name: 'the address of a receipt is signed by its till',
    file: 'src-office/receipts/genuine-token.ts',
    find: "timingSafeEqual(expected, given) && hash !== ''",
    undone: "expected.length === given.length && hash !== ''",
    test: 'test/office/receipts/receipts.test.ts',
  },
  {
    name: 'another page changes nothing in a person’s name',
    ...FORGED,
    find: "  isFromElsewhere(c) || !(c.req.header('content-type')",
    undone: "  !(c.req.header('content-type')",
  },
  {
    name: 'nor does a request without the session’s own token',
    ...FORGED,
    find: " || !isSame(c.req.header('x-csrf') ?? '', session.csrf)",
    undone: '',
  },
  {
    name: 'whoever is blocked leaves no code behind',
    file: 'src-office/people/sessions.ts',
    find: '  await endCodesOf(statements, person);\n',
    undone: '',
    test: 'test/office/people/change-role.test.ts',
  },
  {
    name: 'nor does a till that is revoked',
    file: 'src-office/stations/stations.ts',
    find: '  await endCodesFor(statements, station);\n',
    undone: '',
    test: 'test/office/stations/enrol.test.ts',
  },

  // Phones, which come from the shop's network.
  {
    name: 'a page that was pointed at the till gets nothing',
    ...PHONES,
    find: '  if (request.host !== new URL(origin).host) return bare(403);\n',
    undone: '',
  },
  {
    name: 'Pay is pressed by nobody else’s page',
    ...PHONES,
    find: '  if (request.origin !== undefined && request.origin !== origin) return bare(403);\n',
    undone: '',
  },
];
