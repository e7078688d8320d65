import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verify } from '#sqlite/check/verify.ts';
import { chen, dayKit, pay } from '../day-kit.ts';

const script = fileURLToPath(new URL('close-and-die.ts', import.meta.url));
const [OPEN, PAID] = [1, 2];

/** One shift closed, two payments signed off, one Z. */
const WRITES = 4;

test('a till killed at any point of a close neither skips nor repeats a Z, and loses nothing from it', () => {
  for (let killedAt = 0; killedAt <= WRITES; killedAt += 1) {
    const kit = dayKit();
    kit.shifts.open(chen);
    pay(kit, 'T1-1', ['silence']);
    pay(kit, 'T1-2', [OPEN]);
    pay(kit, 'T1-3', [OPEN, PAID]);
    kit.journal.close();
    const died = spawnSync(process.execPath, [script, kit.file, String(killedAt)]);
    expect([killedAt, died.signal]).toEqual([killedAt, killedAt < WRITES ? 'SIGKILL' : null]);
    expect(verify(kit.file)).toMatchObject({ ok: true });

    const again = dayKit({ file: kit.file });
    expect(again.journal.closedDays(10)).toHaveLength(killedAt < WRITES ? 0 : 1);
    again.journal.close();
    expect(spawnSync(process.execPath, [script, kit.file, 'never']).status).toBe(0);
    const after = dayKit({ file: kit.file });
    const zs = after.journal.closedDays(10).map(({ number }) => number);
    expect(zs).toEqual(killedAt < WRITES ? [1] : [2, 1]);
    expect(after.journal.closedDay(1)?.record.report.payments.paid).toEqual({ CNY: { count: 1, sum: 1250 } });
  }
}, 120_000);
