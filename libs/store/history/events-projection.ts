import { isTerminal, type RunEvent, type RunId } from '#events';
import type { Db } from '../database.js';
import type { AlsoProject } from '../projection.js';
import { removeRows } from '../removal.js';
import { rowOf } from './stored-event.js';

/** Keeps every event, which runs are open, and which have an event that cannot be read. */
export const projectEvents: AlsoProject = async (db, statements, { events, unreadable = [], partition }) => {
  await statements.insert(db, 'events', events.map(rowOf));
  const opened = events.filter(opens).map(({ runId }) => ({ runId, partition }));
  await statements.insert(db, 'openRuns', opened);
  await close(
    db,
    events.filter(isTerminal).map(({ runId }) => runId),
  );
  await statements.insert(
    db,
    'unreadableRuns',
    unreadable.map((runId) => ({ runId })),
  );
};

/** A refused start leaves a stream that was never open. */
const opens = ({ sequence, type }: RunEvent): boolean => sequence === 1 && type !== 'CommandRejected';

const close = (db: Db, runIds: readonly RunId[]): Promise<void> => removeRows(db, ['openRuns'], runIds);
