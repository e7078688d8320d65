import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { journal as journalTables } from '#sqlite/file/migrations/version-0.1/0010-journal.ts';
import { imports } from '#sqlite/file/migrations/version-0.1/0020-imports.ts';
import { activity } from '#sqlite/file/migrations/version-0.1/0030-activity.ts';
import { days } from '#sqlite/file/migrations/version-0.1/0040-days.ts';
import { search } from '#sqlite/file/migrations/version-0.1/0050-search.ts';
import { audit } from '#sqlite/file/migrations/version-0.1/0060-audit.ts';
import { receipts } from '#sqlite/file/migrations/version-0.1/0070-receipts.ts';
import { takings } from '#sqlite/file/migrations/0100-takings.ts';
import { history } from '#sqlite/file/migrations/0105-history.ts';
import { auditByPerson } from '#sqlite/file/migrations/0135-audit-by-person.ts';
import { auditPages } from '#sqlite/file/migrations/0125-audit-pages.ts';
import { coarserTakings } from '#sqlite/file/migrations/0120-coarser-takings.ts';
import { leanRows } from '#sqlite/file/migrations/0200-lean-rows.ts';
import { paymentsByChange } from '#sqlite/file/migrations/0230-payments-by-change.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('a released migration is never changed, because shops have run it', () => {
  expect({
    journalTables: sha256(journalTables),
    imports: sha256(imports),
    activity: sha256(activity),
    days: sha256(days),
    search: sha256(search),
    audit: sha256(audit),
    receipts: sha256(receipts),
    takings: sha256(takings),
    history: sha256(history),
    coarserTakings: sha256(coarserTakings),
    auditPages: sha256(auditPages),
    auditByPerson: sha256(auditByPerson),
    leanRows: sha256(leanRows),
    paymentsByChange: sha256(paymentsByChange),
  }).toEqual({
    journalTables: 'c1e4897b343b14928c31c4e915114a39189a8409304176510de135ac17a1054d',
    imports: '5f018eb875e6db599058d1aa57307a17c606f7c6217a8e4685488d164031ceaf',
    activity: '291887f9c3f677021b6a3dcdbe03231ebf6d45b8522681f109ab675cdf5651e3',
    days: '2dd3999f45980a9238fe8a797872ef6bb2baa299cc6626abfa0a5872ea7daeb4',
    search: 'b3c2c624716f0d7cd3afdfd471446ee988472c326d4d3a2bc0efab21b122cec1',
    audit: '0e1a45c445c1d000317400c41498a568e5da864e980baef4bf081dc2ced71ecc',
    receipts: '1c47a704cde4f1ae6d8339e4cf8f9258df84043ccc3ad6b691acc3a5872083d6',
    coarserTakings: 'cc5fa2cb96b8bc3a571436a302a1ea7020779391da5f4f8488cb4b248aade7f6',
    auditPages: '9bc9940338e6f097131b3d4cd2050037d2448d69bc19499858e8ea1acf9590ec',
    auditByPerson: 'bf818fa45aebac8c94d9409c23c18608db31f0fdb36de07f92ac225d76e14503',
    paymentsByChange: '8d40de5e28417a4540aa439f4aad9053a7eaa660dea68cfb04fc54ce1e8718af',
    leanRows: '3c5d2dc359b6cbb25988ec8b8ac51e24874e5932889da063f780078815ed8455',
    history: '84bd6bee4cf1a1c5fb0af86a0763c036dd656d37fea32235f77b1021f0664111',
    takings: '16f10975fe2194cf08fcb27fe09e855b33833283ce6da319bc534229d609b06e',
  });
});
