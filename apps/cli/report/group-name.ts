import type { GroupName } from '#reports';
import type { Column } from '../rendering/column-widths.js';
import { marked } from '../rendering/marked.js';

const UNKNOWN = 'unknown';

export const nameOf = ({ architecture, rehearsed }: GroupName): string => `${architecture}${marked(rehearsed)}`;

/** Of the tables: runs of others are told by their service first. */
export const nameColumns = (areReceived: boolean): readonly Column[] =>
  areReceived ? [{ title: 'service' }, { title: 'architecture' }] : [{ title: 'architecture' }];

export const nameCells = (group: GroupName): readonly string[] =>
  group.received === undefined ? [nameOf(group)] : [serviceOf(group.received), nameOf(group)];

export const serviceOf = ({ service = UNKNOWN }: { readonly service?: string }): string => service;
