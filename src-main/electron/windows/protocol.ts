import type { Session } from 'electron';
import { protocol } from 'electron';
import type { Brand } from '#electron/files/brand-folder.ts';
import { answerWith, notFound } from './answer.ts';
import { APP_SCHEME } from './app-address.ts';
import { servedFile } from './served-file.ts';

/** Makes `app://` an origin like https, with its own storage and policy. Call once, before the app is ready. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  ]);

/**
 * Serves the built windows to one session at app://countertop/till.html, customer.html and slip.html.
 * @param folder absolute; nothing outside it is ever read except the shop's pictures. It may lie inside an asar.
 */
export const serveWindows = (session: Session, folder: string, brand: Pick<Brand, 'fileOf'>): void =>
  session.protocol.handle(APP_SCHEME, async (request) => {
    const file = servedFile(folder, request, brand.fileOf);
    return file ? answerWith(file) : notFound();
  });
