// A process as a service is, for the test of instrumentation: a query outside of any call, one in a call of a run.
import { Pool } from 'pg';
import { flushInstrumentation, inCall } from '#telemetry';

const [traceId = '', spanId = ''] = process.argv.slice(2);
const pool = new Pool({ connectionString: process.env['PARLEY_POSTGRES_URL'] });
await pool.query('SELECT 1');
await inCall({ runId: 'run', traceId, spanId, sampled: true }, () => pool.query('SELECT $1::text', ['a secret']));
await pool.end();
await flushInstrumentation();
