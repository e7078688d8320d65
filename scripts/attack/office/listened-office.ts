import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import { codeForNewTill } from '../../../src-office/stations/codes.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { openHintOffice } from '../../../test/support/office/hint-office.ts';
import { handOutside } from '../../../test/support/office/tills.ts';

/** The office behind a line that is listened to. */
export const openListenedOffice = async () => {
  const outside = handOutside(Date.now());
  const database = await openDatabase({ folder: undefined }, Date.now);
  const office = await openHintOffice(database, outside);
  const { store } = await addStore(database, outside, 'Main street');
  const code = await codeForNewTill(database, outside, { store, name: 'Front' });
  const heard: string[] = [];
  const credentials = new Set<string>();
  const line = createServer((from, to) => {
    const { authorization = '', ...headers } = from.headers;
    if (authorization) credentials.add(authorization.replace(/^Bearer [^.]+\./, ''));
    heard.push(JSON.stringify([from.method, from.url, headers]));
    const onward = ask(
      `${office.url}${from.url ?? ''}`,
      { method: from.method, headers: from.headers },
      (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      },
    );
    onward.on('error', () => to.destroy());
    to.on('close', () => onward.destroy());
    void buffer(from.pipe(new PassThrough())).then((body) => {
      const isPacked = headers['content-encoding'] === 'gzip';
      heard.push((isPacked ? gunzipSync(body) : body).toString());
    });
    from.pipe(onward);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return {
    address: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    code: code?.code ?? '',
    heard,
    credentials,
    close: async () => {
      line.closeAllConnections();
      line.close();
      await office.close();
      await database.close();
    },
  };
};
