// Whether the service of this container lives. Whether it is ready is asked at /readyz by who sends it work.
import { setTimeout as delay } from 'node:timers/promises';

const TIMEOUT_MS = 4_000;

const url = `http://127.0.0.1:${process.env.PARLEY_PORT ?? 7420}/healthz`;
const late = delay(TIMEOUT_MS, { ok: false });
const { ok } = await Promise.race([fetch(url), late]).catch(() => ({ ok: false }));
process.exit(ok ? 0 : 1);
