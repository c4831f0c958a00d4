// Makes the process one of the next release where the file `$PARLEY_NEXT_RELEASE/$PARLEY_KAFKA_CLIENT_ID` is there: agent-workers
// add a field to their command, orchestrators one to the event that comes of it, and the schema of the database has a new column.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';

/** By the end of a module's name, the place in what it is compiled to, and what stands there in the next release. */
const CHANGES = new Map([
  [
    'libs/events/commands.ts',
    [/(report: CallReportSchema)(\s*\}\)\.meta\(\{\s*id: 'RecordTurn')/, '$1, note: z.string().optional()$2'],
  ],
  [
    'libs/events/turn-events.ts',
    [
      /(report: CallReportSchema\.optional\(\))(\s*\}\)\.meta\(\{\s*id: 'TurnRecorded')/,
      '$1, note: z.string().optional()$2',
    ],
  ],
  [
    'libs/run/commands/record-turn.ts',
    [/(\{\s*defect\s*\},\s*report)(\s*\})/, "$1, note: data.note ?? 'decided by it'$2"],
  ],
  [
    'apps/agent-worker/record-answer.ts',
    [/(\('RecordTurn', [^)]*report)(\s*\}\))/, "$1, note: 'of the next release'$2"],
  ],
  [
    'libs/store/migrations.ts',
    [
      /(MIGRATIONS = \{)/,
      "$1 '0099-note': { up: (db) => db.schema.alterTable('runs').addColumn('note', 'text').execute() },",
    ],
  ],
]);

const { PARLEY_NEXT_RELEASE: directory = '', PARLEY_KAFKA_CLIENT_ID: name = '' } = process.env;

if (existsSync(path.join(directory, name))) {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const change = [...CHANGES].find(([file]) => url.endsWith(`/${file}`))?.[1];
      return change === undefined ? loaded : { ...loaded, source: changed(url, String(loaded.source), change) };
    },
  });
}

function changed(url, source, [place, by]) {
  if (!place.test(source)) throw new Error(`${url} is not what the next release was made of`);
  return source.replace(place, by);
}
