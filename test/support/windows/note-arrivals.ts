import type { ElectronApplication } from 'playwright-core';

/**
 * From now on main notes the calls of the customer's window that arrive, whatever becomes of them.
 * @returns their names so far
 */
export const noteArrivals = async (app: ElectronApplication): Promise<() => Promise<readonly string[]>> => {
  await app.evaluate(({ ipcMain }) => {
    type Handler = (event: object, name: string, input: object) => Promise<unknown>;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
    const handle = handlers.get('call')!;
    const arrived: string[] = [];
    Object.assign(globalThis, { arrived });
    handlers.set('call', (event, name, input) => {
      if (name.startsWith('customer.')) arrived.push(name);
      return handle(event, name, input);
    });
  });
  return () => app.evaluate(() => (globalThis as { arrived?: string[] }).arrived ?? []);
};
