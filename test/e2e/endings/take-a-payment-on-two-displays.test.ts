import { afterAll, beforeAll, describe } from 'vitest';
import { startTwoDisplays } from '../../../scripts/displays/displays.mjs';
import { customerEndings } from './customer-endings.ts';
import { declareShop } from './shop.ts';

describe('on two displays', () => {
  const oneDisplay = process.env.DISPLAY;
  let displays: Awaited<ReturnType<typeof startTwoDisplays>>;

  beforeAll(async () => {
    displays = await startTwoDisplays();
    await displays.plugIn();
    process.env.DISPLAY = displays.display;
  });
  afterAll(async () => {
    process.env.DISPLAY = oneDisplay;
    await displays.stop();
  });

  customerEndings(declareShop());
});
