/** Connections that nobody uses any more. */
import { connect } from 'node:net';
import { Hono } from 'hono';
import { onTestFinished, test } from 'vitest';
import { serve } from '../../../src-office/serve.ts';

test('a connection whose other end takes nothing more is closed, though the answer has no end', async () => {
  const app = new Hono();
  let gone = (): void => undefined;
  const isGone = new Promise<void>((resolve) => (gone = resolve));
  app.get('/', (c) =>
    c.body(
      new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)),
        cancel: () => gone(),
      }),
    ),
  );
  const { url, close } = await serve(app, { host: '127.0.0.1', port: 0, tls: null }, 200);
  onTestFinished(close);
  const deaf = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void deaf.destroy());
  deaf.on('error', () => undefined);
  deaf.pause();
  deaf.write('GET / HTTP/1.1\r\nHost: office\r\n\r\n');
  await isGone;
});
