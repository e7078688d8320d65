/**
 * An office without a database that tells the page what the test wants. It insists on what a real office
 * insists on: a session, the CSRF token, the role, and a content security policy without exceptions.
 */
import { readFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join } from 'node:path';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Days } from '../../../../src-office/views/find-views.ts';
import type { GatewayAccount } from '../../../../src-office/views/gateway-views.ts';
import { changeOf } from '../../../../src-office/views/now-change.ts';
import type { Now } from '../../../../src-office/views/now-views.ts';
import type {
  Account,
  Me,
  NotSignedIn,
  Role,
  SignInRefused,
} from '../../../../src-office/views/sign-in-views.ts';
import type { EnrolmentCode, Store, TillLine, Tills } from '../../../../src-office/views/till-views.ts';
import type { NowOf } from './made-up-now.ts';
import { nowView } from './made-up-now.ts';
import * as shops from './made-up-shops.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const PAGE = 'out/office';

export const OWNER_CODE = 'K7M2-9QXT-4D';
export const PASSWORD = 'tea with the harbour master';
const TEN_MINUTES = 600_000;

/** The stores that match the search, up to the requested number. */
const shown = (now: Now, q: string, upTo: number): Now => {
  const found = now.stores.filter(({ name }) => name.includes(q));
  return { ...now, stores: found.slice(0, upTo), storeCount: found.length };
};

/** What a test may change while the page is open. */
export class FakeOffice {
  readonly at: number;
  me: Me | null = null;
  version = '1.0.0';
  hasOwner = true;
  now: NowOf;
  stores: Store[] = [...shops.STORES];
  tills: TillLine[];
  people: Account[];
  gateways: GatewayAccount[];
  days: Days;
  /** How many of the existing tills are sent. */
  listed = 100;
  codeLasts = TEN_MINUTES;
  /** Its streams stay open and bring nothing, as through a network that drops every packet. */
  isMute = false;
  /** How many streams were opened. */
  streamsOpened = 0;
  /** Everyone who tries to sign in has to wait. */
  isLocked = false;
  /** The bodies of all requests that change something. */
  readonly posted: { readonly path: string; readonly body: unknown }[] = [];
  readonly #streams = new Set<() => void>();
  readonly #sockets = new Set<Socket>();
  #isGone = false;
  #server: Server | null = null;

  constructor(at: number) {
    this.at = at;
    this.now = nowView(at);
    this.tills = [...shops.tillViews(at)];
    this.people = [...shops.accountViews(at)];
    this.gateways = [...shops.gatewayViews(at)];
    this.days = shops.dayViews(at);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`;
  }

  signIn(role: Role): void {
    const known = this.people.find((one) => one.role === role && !one.stopped);
    if (!known) throw new Error(`nobody is ${role}`);
    const { id, name, stores } = known;
    this.me = { id, name, role, stores, csrf: 'a token of this session', version: this.version };
  }

  /** The figures have changed; the pages that follow the stream are told. */
  say(now: NowOf): void {
    this.now = now;
    for (const tell of this.#streams) tell();
  }

  /** From now on nothing gets through, as if the cable were unplugged. */
  cut(): void {
    this.#isGone = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  restore(): void {
    this.#isGone = false;
  }

  async open(): Promise<this> {
    const server = serve({ fetch: this.#app().fetch, port: 0, hostname: '127.0.0.1' }) as Server;
    this.#server = server;
    server.on('connection', (socket) => {
      if (this.#isGone) socket.destroy();
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    if (!server.listening) await new Promise((done) => server.once('listening', done));
    return this;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.#server?.close(done));
  }

  #app(): Hono {
    const app = new Hono();
    app.use(async (c, next) => {
      await next();
      c.res.headers.set('Content-Security-Policy', POLICY);
    });
    this.#doors(app);
    app.use('/api/*', async (c, next) => {
      if (!this.me) return this.#notSignedIn(c);
      if (c.req.method === 'POST' && c.req.header('x-csrf') !== this.me.csrf)
        return c.json({ why: 'notAllowed' }, 403);
      const isOwners = /^\/api\/(people|gateways)/.test(c.req.path);
      const isRefused = isOwners
        ? this.me.role !== 'owner'
        : c.req.method === 'POST' && this.me.role === 'auditor';
      if (isRefused && c.req.path !== '/api/sign-out') return c.json({ why: 'notAllowed' }, 403);
      if (c.req.method === 'POST') this.posted.push({ path: c.req.path, body: await c.req.json() });
      return next();
    });
    this.#figures(app);
    this.#changes(app);
    this.#notifications(app);
    app.get('*', async (c) => {
      const file = c.req.path === '/' ? 'index.html' : c.req.path;
      const body = await readFile(join(PAGE, file)).catch(() => null);
      if (!body) return c.text('not found', 404);
      return c.body(new Uint8Array(body), 200, { 'Content-Type': TYPES[extname(file)] ?? '' });
    });
    return app;
  }

  #notSignedIn(c: Pick<Context, 'json'>): Response {
    return c.json({ signIn: this.hasOwner ? 'needed' : 'first' } satisfies NotSignedIn, 401);
  }

  #doors(app: Hono): void {
    const refuse = (c: Context, why: SignInRefused['why'], waitMs: number | null = null): Response =>
      c.json({ why, waitMs } satisfies SignInRefused, 403);
    app.get('/api/me', (c) =>
      this.me ? c.json({ ...this.me, version: this.version }) : this.#notSignedIn(c),
    );
    app.post('/api/first', async (c) => {
      const { code, password } = await c.req.json<{ code: string; password: string }>();
      if (password.length < 12) return refuse(c, 'weak-password');
      if (code !== OWNER_CODE) return refuse(c, 'wrong-code');
      this.hasOwner = true;
      this.signIn('owner');
      return c.json(this.me);
    });
    app.post('/api/sign-in', async (c) => {
      const { name, password } = await c.req.json<{ name: string; password: string }>();
      if (this.isLocked) return refuse(c, 'locked', 240_000);
      const known = this.people.find((one) => one.name === name);
      if (!known || password !== PASSWORD) return refuse(c, 'wrong');
      this.signIn(known.role);
      return c.json(this.me);
    });
  }

  #figures(app: Hono): void {
    app.get('/api/live', (c) => {
      const { store = '', q = '', upTo = '20' } = c.req.query();
      return this.#live(() => shown(this.now(store), q, Number(upTo)));
    });
    app.get('/api/stores', (c) => c.json(this.stores));
    app.get('/api/tills', (c) => {
      const lines = this.tills.filter(({ store }) => [store, undefined].includes(c.req.query('store')));
      return c.json({ lines: lines.slice(0, this.listed), count: lines.length } satisfies Tills);
    });
    app.get('/api/tills/:station', (c) => {
      const till = this.tills.find(({ station }) => station === c.req.param('station'));
      return till ? c.json(till) : c.json({ why: 'unknown' }, 404);
    });
    app.get('/api/find', (c) => c.json(c.req.query('q') === 'nothing' ? [] : shops.foundViews(this.at)));
    app.get('/api/payments/:station/:reference', (c) => {
      const story = shops.storyView(this.at, c.req.param('reference'));
      return story ? c.json(story) : c.json({ why: 'unknown' }, 404);
    });
    app.get('/api/days', (c) => c.json(this.days));
    app.get('/api/takings', (c) => c.json(shops.takingsViews(this.at)));
    app.get('/api/export.csv', (c) => c.text('store,till,number\r\n', 200, { 'Content-Type': 'text/csv' }));
    app.get('/api/people', (c) => c.json(this.people));
    app.get('/api/audit', (c) => c.json(shops.auditViews(this.at)));
  }

  #changes(app: Hono): void {
    const code = (): EnrolmentCode => ({ code: 'QW3R-T7YU-8P', expiresAt: Date.now() + this.codeLasts });
    const change = (station: string, more: Partial<TillLine>): void => {
      this.tills = this.tills.map((till) => (till.station === station ? { ...till, ...more } : till));
    };
    app.post('/api/sign-out', (c) => {
      this.me = null;
      return c.json({});
    });
    app.post('/api/stores', async (c) => {
      const { name } = await c.req.json<{ name: string }>();
      this.stores.push({ store: `N${this.stores.length}`, name, environment: null });
      return c.json(this.stores.at(-1));
    });
    app.post('/api/stores/:store/rename', (c) => c.json({}));
    app.post('/api/codes', (c) => c.json(code()));
    app.post('/api/tills/:station/replace', (c) => c.json(code()));
    app.post('/api/tills/:station/revoke', (c) => {
      change(c.req.param('station'), { standing: 'revoked' });
      return c.json({});
    });
    app.post('/api/tills/:station/rename', async (c) => {
      change(c.req.param('station'), { name: (await c.req.json<{ name: string }>()).name });
      return c.json({});
    });
    app.post('/api/password', (c) => c.json({}));
    app.post('/api/people/:id/:what', (c) => c.json({}));
    app.post('/api/people', async (c) => {
      const { name } = await c.req.json<{ name: string }>();
      if (this.people.some((one) => one.name === name))
        return c.json({ why: 'name-taken', waitMs: null }, 403);
      this.people.push({
        id: `P${this.people.length + 1}`,
        name,
        role: 'manager',
        stores: [],
        stopped: false,
        signedInAt: null,
      });
      return c.json({});
    });
  }

  #notifications(app: Hono): void {
    app.get('/api/gateways', (c) => c.json(this.gateways));
    app.post('/api/gateways', async (c) => {
      const { siteId, apiKey, store } = await c.req.json<{ siteId: string; apiKey: string; store: string }>();
      if (!/^[\x21-\x7e]{8,256}$/.test(apiKey)) return c.json({ why: 'badRequest' }, 400);
      if (this.gateways.some((one) => one.siteId === siteId && one.store === (store || null)))
        return c.json({ why: 'known-gateway' }, 409);
      const gateway = `G${this.gateways.length + 1}`;
      this.gateways.push({ gateway, siteId, store: store || null, addedAt: this.at, heardAt: null });
      return c.json({ gateway });
    });
    app.post('/api/gateways/:gateway/remove', (c) => {
      this.gateways = this.gateways.filter(({ gateway }) => gateway !== c.req.param('gateway'));
      return c.json({});
    });
  }

  #live(read: () => Now): Response {
    const encoder = new TextEncoder();
    let sent: Now | null = null;
    let tell: (() => void) | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.streamsOpened += 1;
        tell = () => {
          if (this.isMute) return;
          const now = read();
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(changeOf(sent, now))}\n\n`));
          sent = now;
        };
        this.#streams.add(tell);
        tell();
      },
      cancel: () => {
        if (tell) this.#streams.delete(tell);
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }
}
