import type { CommandId } from '#events';

/** Ids in chunks, so that adding one to thousands copies a chunk and not all of them. */
export type CommandIds = readonly (readonly CommandId[])[];

const CHUNK = 64;

export function withId(ids: CommandIds, id: CommandId): CommandIds {
  const last = ids.at(-1);
  return last === undefined || last.length === CHUNK ? [...ids, [id]] : ids.with(-1, [...last, id]);
}

export const hasId = (ids: CommandIds, id: CommandId): boolean => ids.some((chunk) => chunk.includes(id));
